package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts with broken files: what they don't tell is stated, and nothing fails. */
@Tag("unit")
class OddHostTest {
  @TempDir Path root;

  private FakeHost host() {
    return FakeHost.usual(root, 1001, 1002);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "0\tx", "0\t99999999999", "0\t4294967295", "x\t0", "-1\t-1", "0\t1001x"})
  void idsThatAreNoneAreStated(String ids) {
    HostFacts facts =
        host().file("/proc/self/status", "Uid:\t" + ids + "\nGid:\t0\t1002\t0\t0\n").facts();

    assertThat(facts.uid()).isZero();
    assertThat(facts.gid()).isEqualTo(1002);
    assertThat(facts.unknown())
        .containsExactly(
            "/proc/self/status says \"Uid: "
                + ids.replace("\t", "\\u0009")
                + "\", expected four ids: assuming 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1 kB", "9999999999999999999 kB", "1 MB", "1"})
  void memoryThatIsNoNumberIsStated(String memory) {
    HostFacts facts = host().file("/proc/meminfo", "MemTotal: " + memory + "\n").facts();

    assertThat(facts.memory()).isEmpty();
    assertThat(facts.unknown())
        .containsExactly(
            "/proc/meminfo says \"MemTotal: "
                + memory
                + "\", expected a number of kB: memory size unknown");
  }

  @Test
  void aProcessorThatHasNoNameIsStated() {
    HostFacts facts = host().file("/proc/sys/kernel/arch", "a b\u001b[2J\n").facts();

    assertThat(facts.systems()).isNotEmpty();
    assertThat(facts.architecture()).matches("[a-z0-9_]+");
    assertThat(facts.unknown())
        .containsExactly(
            "/proc/sys/kernel/arch says \"a b\\u001b[2J\", expected a processor name: using the"
                + " Java virtual machine's");
  }

  @Test
  void aNameThatSteersTheTerminalIsNoName() {
    FakeHost host =
        host().file("/etc/passwd", "\u001b[2J:x:1001:1\n:x:1001:1\na b:x:1001:1\nci:x:1001:1\n");

    assertThat(host.facts().userName()).isEqualTo("ci");
  }

  @Test
  void linesOfSubordinateIdsThatCantBeUsedAreStatedWithWhatIsWrong() {
    HostFacts facts =
        host()
            .file("/usr/bin/newuidmap", "")
            .file("/usr/bin/newgidmap", "")
            .file("/etc/subuid", "# ids\r\n\r\nci:100000:65536\r\nci:1000:10\nci:5:x\n")
            .file("/etc/subgid", "ci:1000:10\n")
            .facts();

    assertThat(facts.subordinateUids()).containsExactly(new IdRange(1000, 1), new IdRange(1002, 8));
    assertThat(facts.subordinateGids()).containsExactly(new IdRange(1000, 2), new IdRange(1003, 7));
    assertThat(facts.unknown())
        .containsExactly(
            "/etc/subuid has the line \"ci:100000:65536\\u000d\": expected no surrounding white"
                + " space, which newuidmap does not allow; ignored",
            "/etc/subuid has the line \"ci:1000:10\": id 1001, the caller's own, is ignored",
            "/etc/subuid has the line \"ci:5:x\": expected a count from 1 to 4294967294; ignored",
            "/etc/subgid has the line \"ci:1000:10\": id 1002, the caller's own, is ignored");
  }

  @Test
  void mountPointsWithoutAPathAreNone() {
    FakeHost host = host().file("/proc/self/mountinfo", "1 2 3 /  rw - cgroup c rw\n7 8\n\0\n");

    assertThat(host.facts().mountFlags()).isEmpty();
    assertThat(host.facts().unknown())
        .containsExactly("unknown mounts, and so unknown mount flags that a container must keep");
  }

  @Test
  void aHostThatNamesNoNamespacesIsTakenToHaveThem() throws IOException {
    host();
    try (Stream<Path> names = Files.list(root.resolve("proc/self/ns"))) {
      for (Path name : names.toList()) {
        Files.delete(name);
      }
    }

    HostFacts facts = HostDetection.of(root).facts();

    assertThat(facts.namespaces()).isEqualTo(Machine.NAMESPACES);
    assertThat(facts.unknown())
        .containsExactly("/proc/self/ns names no namespaces: assuming that the host has all");
  }

  @Test
  void emulatorsWithoutAProcessorAreNone() {
    FakeHost host =
        host()
            .file("/proc/sys/fs/binfmt_misc/qemu-", "enabled\nflags: F\n")
            .file("/proc/sys/fs/binfmt_misc/qemu-a b", "enabled\nflags: F\n");

    assertThat(host.facts().systems()).containsExactly("x86_64-linux", "i686-linux");
  }

  @Test
  @Timeout(20)
  void aPipeInPlaceOfAFileIsNotWaitedFor() throws IOException {
    host();
    List<String> paths =
        List.of(
            "/proc/self/status",
            "/proc/self/mountinfo",
            "/proc/meminfo",
            "/proc/sys/kernel/arch",
            "/etc/passwd",
            "/etc/subuid",
            "/etc/subgid",
            "/etc/hosts",
            "/bin/busybox");
    for (String path : paths) {
      Path file = root.resolve(path.substring(1));
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      HostCommand.run(List.of("mkfifo", file.toString()));
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    HostFacts facts = HostDetection.of(root).facts();

    assertThat(facts.staticShell()).isEmpty();
    assertThat(facts.resolverFiles()).isEmpty();
    assertThat(facts.unknown())
        .contains(
            "cannot read /proc/self/status: not a regular file",
            "cannot read /etc/subuid: not a regular file",
            "/etc/hosts is not a regular file: a container cannot use it");
  }

  @Test
  void aProgramWithEndlessSegmentsIsNoStaticShell() {
    byte[] image = ElfImage.program(true, true, true);
    for (int at = 0x36; at < 0x3A; at++) {
      image[at] = (byte) 0xFF;
    }
    FakeHost host = host().file("/bin/busybox", image);
    assertThat(root.resolve("bin/busybox").toFile().setExecutable(true)).isTrue();

    assertThat(host.facts().staticShell()).isEmpty();
    assertThat(host.facts().unknown()).isEmpty();
  }

  @Test
  void aRelativeSourceIsTakenFromTheWorkingDirectory() {
    HostFacts facts = HostFacts.detect(List.of(Path.of(""), Path.of("a/b"), Path.of("/dev/null")));

    assertThat(facts.devices()).containsKey("/dev/null");
    assertThat(facts.flagsAt("a")).isEqualTo(facts.flagsAt("/"));
    assertThat(facts.flagsAt("")).isEqualTo(facts.flagsAt("/"));
  }
}
