package org.sftworkbench.ui.template;

import java.util.AbstractList;
import java.util.RandomAccess;

/** The indices of so many rows, from 0, none of them held: a file may have millions. Immutable. */
final class RowIndices extends AbstractList<Integer> implements RandomAccess {
    private final int rows;

    RowIndices(int rows) {
        this.rows = rows;
    }

    @Override
    public Integer get(int index) {
        return index;
    }

    @Override
    public int size() {
        return rows;
    }

    @Override
    public int indexOf(Object value) {
        return value instanceof Integer index && index >= 0 && index < rows ? index : -1;
    }

    @Override
    public boolean contains(Object value) {
        return indexOf(value) >= 0;
    }
}
