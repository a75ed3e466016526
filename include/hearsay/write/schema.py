"""The Arrow schema of a record class."""

import pyarrow as pa

from hearsay.contract import columns

# Both ends are null where the span is: Arrow looks at them even then.
SPAN = pa.struct([pa.field("start", pa.int64()), pa.field("end", pa.int64())])
ARROW = {
    "string": pa.string(),
    "int64": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "binary": pa.binary(),
    "counts": pa.map_(pa.string(), pa.int64()),
    "span": SPAN,
    "spans": pa.list_(SPAN),
}


def schema(record: type) -> pa.Schema:
    """The schema of the table whose rows are `record`; each field carries its words."""
    return pa.schema(
        [
            pa.field(column.name, ARROW[column.type], column.nullable, {"description": column.doc})
            for column in columns(record)
        ]
    )
