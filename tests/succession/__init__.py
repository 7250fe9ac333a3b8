"""Changes of 2025 as they hit the five plans, played through with the plans of the program."""
