"""What the measures of world participation and their parts are called."""

MEASURES = {
    "trade_based": "Trade-based, % of world exports",
    "production_based": "Production-based, % of world value added",
}
# Other figures of the same chains.
FURTHER = {
    "trade_based": {"foreign_content": "Foreign content of exports"},
    "production_based": {"production_over_value_added": "Over value added"},
}
# Parts of each measure by kind of chain, and by the technology of the industry.
KINDS = {
    "trade_based": {"trade_backward": "Backward", "trade_forward": "Forward"},
    "production_based": {"production_simple": "Simple", "production_complex": "Complex"},
}
CLASSES = {
    "advanced": "Advanced manufacturing",
    "other_manufacturing": "Other manufacturing",
    "services": "Services",
    "primary": "Primary and energy",
}
