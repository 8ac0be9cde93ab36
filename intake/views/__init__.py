"""The pages on which patients are found and intakes are recorded."""
