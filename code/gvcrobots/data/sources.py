"""Names of industries and the turning year, for figures and text."""

# The 14 manufacturing industries (NACE Rev. 1) in the order of the inter-country tables, and what
# figures and text call them.
INDUSTRY_NAMES = {
    "15t16": "Food",
    "17t18": "Textiles",
    "19": "Leather",
    "20": "Wood",
    "21t22": "Paper and printing",
    "23": "Refined petroleum",
    "24": "Chemicals",
    "25": "Rubber and plastics",
    "26": "Mineral products",
    "27t28": "Metals",
    "29": "Machinery",
    "30t33": "Electronics",
    "34t35": "Transport equipment",
    "36t37": "Furniture and other",
}
INDUSTRIES = tuple(INDUSTRY_NAMES)
TURN = 2008  # the last year of hyper-globalisation in the theory
