package org.sftworkbench.template.value;

/** A value of the template language: the closed set of Python types a chat template can meet. */
public sealed interface Value
        permits Undefined,
                None,
                Bool,
                Int,
                Real,
                Text,
                ListValue,
                TupleValue,
                Dict,
                DictView,
                RangeValue,
                IteratorValue,
                Namespace,
                Function,
                Loop,
                Cycler,
                OwnBlocks {
    /** Whether Python's {@code bool(value)} holds. */
    boolean truth();

    /** Python's name of the type, such as {@code str}; used in messages. */
    String typeName();
}
