package org.sftworkbench.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.template.value.Limits;

/** Every directive of {@code strftime_now}, with flags and widths, gives what Python gives. */
class DateDirectivesTest {
    private static final String ALL =
            "%a|%A|%b|%B|%c|%C|%d|%D|%e|%F|%f|%g|%G|%h|%H|%I|%j|%k|%l|%m|%M|%p|%P|%"
                    + "r|%R|%s|%S|%u|%U|%V|%w|%W|%x|%X|%y|%Y|%z|%Z|%%";
    private static final String FLAGS =
            "%-d|%-m|%-e|%_d|%_H|%^a|%^B|%#p|%#b|%05d|%10A|%-10y|%Ey|%Od|%EB|%Q|%-Q"
                    + "|é%Y😀|%5|%";

    @Test
    void directivesGiveWhatPythonGives() {
        assertThat(now("2024-01-01T00:05:09.001230Z", ALL))
                .isEqualTo(
                        "Mon|Monday|Jan|January|Mon Jan  1 00:05:09 2024|20|01|01/01/"
                                + "24| 1|2024-01-01|001230|24|2024|Jan|00|12|001| 0|12|01|05|AM"
                                + "|am|12:05:09 AM|00:05|1704067509|09|1|00|01|1|01|01/01/24|00:05:09|24|2024|||%");
        assertThat(now("2024-01-01T00:05:09.001230Z", FLAGS))
                .isEqualTo(
                        "1|1|1| 1| 0|MON|JANUARY|am|JAN|00001|    Monday|        24|2"
                                + "4|01|%EB|%Q|%-Q|é2024😀|  %5|%");
        assertThat(now("2026-11-06T13:45:00.999999Z", ALL))
                .isEqualTo(
                        "Fri|Friday|Nov|November|Fri Nov  6 13:45:00 2026|20|06|11/06"
                                + "/26| 6|2026-11-06|999999|26|2026|Nov|13|01|310|13| 1|11|45|P"
                                + "M|pm|01:45:00 PM|13:45|1793972700|00|5|44|45|5|44|11/06/26|13:45:00|26|2026|||%");
        assertThat(now("2026-11-06T13:45:00.999999Z", FLAGS))
                .isEqualTo(
                        "6|11|6| 6|13|FRI|NOVEMBER|pm|NOV|00006|    Friday|        26"
                                + "|26|06|%EB|%Q|%-Q|é2026😀|  %5|%");
        assertThat(now("2020-12-31T12:00:59.000000Z", ALL))
                .isEqualTo(
                        "Thu|Thursday|Dec|December|Thu Dec 31 12:00:59 2020|20|31|12/"
                                + "31/20|31|2020-12-31|000000|20|2020|Dec|12|12|366|12|12|12|00"
                                + "|PM|pm|12:00:59 PM|12:00|1609416059|59|4|52|53|4|52|12/31/20|12:00:59|20|2020|||%");
        assertThat(now("2020-12-31T12:00:59.000000Z", FLAGS))
                .isEqualTo(
                        "31|12|31|31|12|THU|DECEMBER|pm|DEC|00031|  Thursday|        "
                                + "20|20|31|%EB|%Q|%-Q|é2020😀|  %5|%");
    }

    private static String now(String instant, String format) {
        Clock clock = Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
        return ChatTemplate.parse("{{ strftime_now(format) }}")
                .render(
                        new RenderRequest(Conversation.of(), false, Map.of("format", format)),
                        Limits.STANDARD,
                        clock)
                .text();
    }
}
