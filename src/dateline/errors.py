"""The errors that people see.  Each says what is wrong and what to do about it.

DatelineError                    exit status 1 unless said otherwise
├── InputError                   something in what was given cannot be used                    status 2
│   ├── NothingToRead            no report in the folder, file or stream
│   ├── UnreadableReport         one file or line: empty, binary, damaged (only ends a run with --strict)
│   └── BadOption                options that contradict each other or name something that is not there
├── RecordError                  a record that cannot be opened                                status 3
│   ├── NotARecord
│   ├── DamagedRecord
│   ├── OldRecord                made by another version of Dateline; a build brings it up to date
│   ├── NewerRecord              made by a later version of Dateline
│   └── RecordBusy               another build is writing it
├── UnknownId                    no fact, report or group of that id                           status 2
├── LexiconError                 a mistake in a TOML file of the lexicon, with file and entry  status 4
├── MissingExtra                 an optional part is not installed; names the extra            status 4
└── ModelError                   the language model is missing or not the one expected         status 4
"""


class DatelineError(Exception):
    """Something that the user can put right.  `str(error)` is one or two sentences: what is wrong, what to do."""

    status = 1


class InputError(DatelineError):
    status = 2


class NothingToRead(InputError):
    pass


class UnreadableReport(InputError):
    def __init__(self, path: str, what: str, advice: str) -> None:
        super().__init__(f"{path}: {what}; {advice}")
        self.path, self.what, self.advice = path, what, advice


class BadOption(InputError):
    pass


class RecordError(DatelineError):
    status = 3


class NotARecord(RecordError):
    pass


class DamagedRecord(RecordError):
    pass


class OldRecord(RecordError):
    pass


class NewerRecord(RecordError):
    pass


class RecordBusy(RecordError):
    pass


class UnknownId(InputError):
    pass


class LexiconError(DatelineError):
    status = 4


class MissingExtra(DatelineError):
    status = 4

    def __init__(self, extra: str, needed_for: str) -> None:
        super().__init__(f"{needed_for} needs an optional part that is not installed: pip install 'dateline[{extra}]'")
        self.extra = extra


class ModelError(DatelineError):
    status = 4
