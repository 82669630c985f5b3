"""The Lao script and the country's conventions: text, line breaks, sorting, phone numbers, dates, money, SMS, days.

Pure: no clock, no database, no web. Times and holidays are arguments.
"""
