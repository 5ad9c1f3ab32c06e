"""Tables, figures and the numbers of the text, made from results and never computing any."""
