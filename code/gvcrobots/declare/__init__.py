"""What authors declare in `config/`."""
