"""vbhc: from plain data to official Vietnamese documents in Word, in the form of Nghị định 30/2020/NĐ-CP."""

__version__ = "0.2.0"
