package org.sftworkbench.ui.common.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.DoubleFunction;
import javafx.util.StringConverter;
import org.sftworkbench.ui.common.Numbers;

/** Writes the numbers at an axis, as short as can be unless said otherwise: 20, 0.5, 5e-4. */
final class TickLabels extends StringConverter<Number> {
    private static final MathContext DIGITS = new MathContext(6);

    private final DoubleFunction<String> format;

    TickLabels() {
        this(TickLabels::shortest);
    }

    TickLabels(DoubleFunction<String> format) {
        this.format = format;
    }

    @Override
    public String toString(Number value) {
        return format.apply(value.doubleValue());
    }

    private static String shortest(double tick) {
        return Math.abs(tick) >= 1000 && Math.abs(tick) < Numbers.LARGE
                ? Numbers.count(Math.round(tick))
                : Numbers.format(new BigDecimal(tick).round(DIGITS).doubleValue());
    }

    @Override
    public Number fromString(String text) {
        return Numbers.parseDouble(text).orElse(Double.NaN);
    }
}
