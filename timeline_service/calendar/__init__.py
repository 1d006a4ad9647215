"""Civil time, pure: intervals, expressions, TIMEX3 values and EDTF. No words of any language, no spaCy."""
