"""Figures and dates.

A figure is found in four steps, a module each: `numerals` give a token its number ("two dozen" is
24); `amounts` join the number with its sign, currency, scale and unit ("£4.5bn"); `quantities` join
amounts to ranges and shares ("10-20", "one in five"); `figures` are the quantities that are news,
with what they count ("15 people killed").
"""
