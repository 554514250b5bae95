package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is read of processes. */
@Tag("unit")
class ProcStatTest {
  private static final String NUMBERS =
      " 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 98765 20 21\n";

  @Test
  void aNameMayHaveParenthesesAndSpaces() {
    assertThat(ProcStat.parse("12 (a) Z (b c) S" + NUMBERS)).contains(new ProcStat(false, "98765"));
    assertThat(ProcStat.parse("12 (java) Z" + NUMBERS)).contains(new ProcStat(true, "98765"));
  }

  @Test
  void otherTextIsNoProcess() {
    for (String text : List.of("", ")", "12 (java) S 1 2", "x")) {
      assertThat(ProcStat.parse(text)).as(text).isEmpty();
    }
    assertThat(ProcStat.of(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void thisProcessIsAliveAndALaterOneOfItsNumberIsAnother() {
    ProcessIdentity own = ProcessIdentity.own();

    assertThat(own.isAlive()).isTrue();
    assertThat(own.startTime()).isEqualTo(ProcStat.of(own.pid()).orElseThrow().startTime());
    assertThat(new ProcessIdentity(own.pid(), own.startTime() + "0").isAlive()).isFalse();
  }

  @Test
  void groupsThatCantBeSeenFromHereAreLeftOut() {
    assertThat(
            CgroupMembership.of(
                List.of(
                    "5:cpu,cpuacct:/a:b", "0::/", "4:pids:/../x", "3:x:rel", "2:y", "1:n:/a..b")))
        .containsExactly(
            new CgroupMembership(Set.of("cpu", "cpuacct"), "/a:b"),
            new CgroupMembership(Set.of(""), "/"),
            new CgroupMembership(Set.of("n"), "/a..b"));
    assertThat(new CgroupMembership(Set.of(""), "/").below()).isEmpty();
  }
}
