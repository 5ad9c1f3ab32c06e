"""Judgement: what a reader needs to know before an interval is believed."""
