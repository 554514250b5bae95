package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The counters of control groups, in trees made up after those of both versions. */
@Tag("unit")
class GroupReadingTest {
  @TempDir private Path top;

  private Path file(String path, String text) throws IOException {
    Path file = top.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return file.getParent();
  }

  @Test
  void theUnifiedHierarchyTellsAllInOneGroup() throws IOException {
    file("build/cpu.stat", "usage_usec 5000\nuser_usec 3000\nsystem_usec 2000\n");
    file("build/memory.peak", "1048576\n");
    file("build/memory.current", "4096\n");
    file("build/memory.events", "low 0\nmax 7\noom 1\noom_kill 1\noom_group_kill 0\n");
    file("build/pids.peak", "12\n");
    file("build/pids.events", "max 3\n");
    Path group =
        file(
            "build/io.stat",
            "8:0 rbytes=4096 wbytes=512 rios=1 wios=1 dbytes=0 dios=0\n"
                + "8:16 rbytes=1 wbytes=2 rios=1 wios=1 dbytes=0 dios=0\n");

    assertThat(GroupReading.of(new GroupFiles(List.of(group))))
        .isEqualTo(
            new GroupReading(
                OptionalLong.of(3000),
                OptionalLong.of(2000),
                OptionalLong.of(1_048_576),
                OptionalLong.of(12),
                OptionalLong.of(4097),
                OptionalLong.of(514),
                OptionalLong.of(1),
                OptionalLong.of(3)));
  }

  @Test
  void oldHierarchiesTellOneThingEachAndCountEventsInTheGroupBelow() throws IOException {
    Path cpu = file("cpuacct/build/cpuacct.usage_user", "3000999\n");
    file("cpuacct/build/cpuacct.usage_sys", "2000000\n");
    Path memory = file("memory/build/memory.max_usage_in_bytes", "1048576\n");
    file("memory/build/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 0\n");
    file("memory/build/c/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n");
    Path pids = file("pids/build/pids.peak", "12\n");
    file("pids/build/pids.events", "max 0\n");
    file("pids/build/c/pids.events", "max 9\n");
    Path io =
        file(
            "blkio/build/blkio.throttle.io_service_bytes_recursive",
            "8:0 Read 4096\n8:0 Write 512\n8:0 Total 4608\n8:16 Read 4\nTotal 4612\n");

    GroupReading reading = GroupReading.of(new GroupFiles(List.of(cpu, memory, pids, io)));

    assertThat(reading.userMicros()).hasValue(3000);
    assertThat(reading.systemMicros()).hasValue(2000);
    assertThat(reading.memory()).hasValue(1_048_576);
    assertThat(reading.processes()).hasValue(12);
    assertThat(reading.read()).hasValue(4100);
    assertThat(reading.written()).hasValue(512);
    assertThat(reading.memoryKills()).hasValue(2);
    assertThat(reading.refusedForks()).hasValue(9);
  }

  @Test
  void withoutMarksOfTheMostTheReadingsNowAreTakenTogether() throws IOException {
    Path group = file("build/memory.current", "9000\n");
    file("build/pids.current", "3\n");
    GroupReading early = GroupReading.of(new GroupFiles(List.of(group)));
    file("build/memory.current", "4000\n");
    file("build/pids.current", "5\n");

    GroupReading most = early.max(GroupReading.of(new GroupFiles(List.of(group))));

    assertThat(most.memory()).hasValue(9000);
    assertThat(most.processes()).hasValue(5);
  }

  @Test
  void aGroupIsReadAgainByTheFilesThatItBeganWith() throws IOException {
    Path group = file("build/memory.current", "9000\n");
    GroupFiles files = new GroupFiles(List.of(group));
    GroupReading early = GroupReading.of(files);
    file("build/memory.current", "4000\n");
    file("build/pids.current", "5\n");

    GroupReading late = GroupReading.of(files);

    assertThat(List.of(early.memory(), late.memory()))
        .containsExactly(OptionalLong.of(9000), OptionalLong.of(4000));
    assertThat(late.processes()).as("a file that was not there at first").isEmpty();
    Files.delete(group.resolve("memory.current"));
    assertThat(GroupReading.of(files).memory()).as("a group that is gone").isEmpty();
  }

  @Test
  void aDeviceThatNothingWasReadFromIsNoGap() throws IOException {
    assertThat(GroupReading.of(new GroupFiles(List.of(file("build/io.stat", "")))).read())
        .hasValue(0);
  }

  @Test
  void whatNoFileTellsIsAbsent() throws IOException {
    assertThat(GroupReading.of(new GroupFiles(List.of(top.resolve("gone")))))
        .isEqualTo(GroupReading.none());
    assertThat(
            GroupReading.of(new GroupFiles(List.of(file("build/memory.peak", "max\n")))).memory())
        .isEmpty();
    assertThat(GroupReading.none().memory()).isEmpty();
  }

  @Test
  void whatWasCountedBeforeIsLeftOutAndMarksStay() {
    GroupReading before = new GroupReading(n(10), n(20), n(30), n(4), n(0), none(), n(1), n(2));
    GroupReading after = new GroupReading(n(15), n(20), n(90), n(5), n(7), n(8), n(1), none());

    assertThat(after.since(before))
        .isEqualTo(new GroupReading(n(5), n(0), n(90), n(5), n(7), n(8), n(0), none()));
  }

  private static OptionalLong n(long number) {
    return OptionalLong.of(number);
  }

  private static OptionalLong none() {
    return OptionalLong.empty();
  }
}
