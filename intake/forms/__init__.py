"""The forms: one for each section of the intake, and the patient's own."""
