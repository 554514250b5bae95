package dev.ocispec.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A report is summed up for people. */
@Tag("unit")
class ReportSummaryTest {
  @Test
  void eachFindingHasALineAndTheLastOneCounts() {
    Report report =
        new Report(
            "test",
            List.of(
                Finding.of("b", Level.SHOULD, "/x", "better not"),
                Finding.must("a", "", "it is wrong").at(3, 4),
                Finding.of("b", Level.SHOULD, "/y", "better not")));

    assertThat(report.summary())
        .isEqualTo(
            """
            /x: better not [b] (should)
            3:4: (document): it is wrong [a] (must)
            /y: better not [b] (should)
            3 findings: 1 must, 2 should\
            """);
  }

  @Test
  void oneFindingIsOne() {
    assertThat(new Report("test", List.of(Finding.of("b", Level.INFO, "/x", "note"))).summary())
        .isEqualTo("/x: note [b] (info)\n1 finding: 1 info");
  }

  @Test
  void nothingFoundIsSaid() {
    assertThat(new Report("test", List.of()).summary()).isEqualTo("no findings");
  }
}
