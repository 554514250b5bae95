package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever the files of a host hold, its facts are read, and are facts. */
@Tag("property")
class OddHostProperties {
  private static final String TOP = "/sys/fs/cgroup";

  /** The files that tell something, as they are on a host where nothing is odd. */
  private static final Map<String, byte[]> FILES =
      Map.ofEntries(
          text("/proc/self/status", "Name:\tjava\nUid:\t0\t1001\t0\t0\nGid:\t0\t1002\t0\t0\n"),
          text(
              "/proc/self/mountinfo",
              "22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n"
                  + "31 22 0:1 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup rw\n"
                  + "32 22 0:1 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"),
          text("/proc/self/cgroup", "4:memory:/mine\n0::/user/mine\n"),
          text(TOP + "/cgroup.controllers", "cpu memory pids\n"),
          text(TOP + "/cgroup.subtree_control", "cpu memory\n"),
          text("/proc/meminfo", "MemTotal:        2048 kB\n"),
          text("/proc/sys/kernel/arch", "x86_64\n"),
          text("/proc/sys/user/max_user_namespaces", "9\n"),
          text("/proc/sys/fs/binfmt_misc/qemu-aarch64", "enabled\nflags: OCF\n"),
          text("/etc/passwd", "root:x:0:0::/root:/bin/sh\nci:x:1001:1002::/home/ci:/bin/sh\n"),
          text("/etc/subuid", "ci:100000:65536\n1001:1000:10\nother:1:1\n"),
          text("/etc/subgid", "ci:100000:65536\n"),
          text("/usr/bin/newuidmap", ""),
          text("/usr/bin/newgidmap", ""),
          text("/etc/hosts", ""),
          Map.entry("/bin/busybox", ElfImage.program(true, true, true)));

  private static final List<String> PIECES =
      List.of(
          "\0",
          "\r\n",
          "\n",
          "\t",
          " ",
          ":",
          "ci:",
          "0",
          "-1",
          "4294967295",
          "99999999999999999999",
          "\\040",
          "\\999",
          " - ",
          "/",
          "//",
          "/../",
          "\u00e9",
          "\u2028",
          "\u001b[2J",
          ",",
          "x");

  private Path root;

  private static Map.Entry<String, byte[]> text(String path, String text) {
    return Map.entry(path, text.getBytes(StandardCharsets.UTF_8));
  }

  @BeforeTry
  void makeFolder() throws IOException {
    root = Files.createTempDirectory("odd-host");
  }

  @AfterTry
  void removeFolder() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(tries = 100)
  void detectionNeverFails(@ForAll("hosts") Map<String, byte[]> files) {
    FakeHost host = new FakeHost(root);
    files.forEach(host::file);
    root.resolve("bin/busybox").toFile().setExecutable(true);

    HostFacts facts = HostDetection.of(root).facts(List.of(Path.of("/etc/hosts")));

    assertThat(facts.uid()).isBetween(0L, IdRange.LAST_ID);
    assertThat(facts.gid()).isBetween(0L, IdRange.LAST_ID);
    assertThat(facts.userName()).matches("[^\\s:\\p{Cntrl}]+");
    assertThat(facts.architecture()).matches("[A-Za-z0-9_.+-]+");
    assertThat(facts.subordinateUids())
        .noneMatch(range -> range.contains(0) || range.contains(facts.uid()));
    assertThat(facts.mountFlags()).allSatisfy((at, flags) -> assertThat(at).startsWith("/"));
    assertThat(facts.unknown())
        .doesNotHaveDuplicates()
        .allSatisfy(line -> assertThat(line).doesNotContainPattern("\\p{Cntrl}").isNotBlank());
  }

  @Property(tries = 300)
  void anyBytesAreAProgramOrNone(@ForAll byte[] bytes, @ForAll("seeds") long seed)
      throws IOException {
    byte[] image = ElfImage.program(seed % 2 == 0, seed % 3 == 0, true);
    Random random = new Random(seed);
    for (byte b : bytes) {
      image[6 + random.nextInt(image.length - 6)] = b;
    }
    Path file = Files.write(root.resolve("program"), image);

    assertThat(StaticProgram.is(file)).isIn(true, false);
    Files.write(file, bytes);
    assertThat(StaticProgram.is(file)).isFalse();
  }

  @Provide
  Arbitrary<Map<String, byte[]>> hosts() {
    return Arbitraries.maps(Arbitraries.of(FILES.keySet()), edits())
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(
            edits -> {
              Map<String, byte[]> files = new HashMap<>(FILES);
              edits.forEach((path, edit) -> files.compute(path, (p, bytes) -> edit.apply(bytes)));
              return files;
            });
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs().between(0, 1_000_000);
  }

  /** Puts a piece over a part of a file, so that most of it stays as it was. */
  private record Edit(double from, int length, byte[] piece) {
    byte[] apply(byte[] bytes) {
      int start = (int) (from * bytes.length);
      int end = Math.min(bytes.length, start + length);
      byte[] edited = Arrays.copyOf(bytes, start + piece.length + bytes.length - end);
      System.arraycopy(piece, 0, edited, start, piece.length);
      System.arraycopy(bytes, end, edited, start + piece.length, bytes.length - end);
      return edited;
    }
  }

  private static Arbitrary<Edit> edits() {
    Arbitrary<byte[]> pieces =
        Arbitraries.oneOf(
            Arbitraries.of(PIECES).map(piece -> piece.getBytes(StandardCharsets.UTF_8)),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(8));
    return Combinators.combine(
            Arbitraries.doubles().between(0, 1), Arbitraries.integers().between(0, 12), pieces)
        .as(Edit::new);
  }
}
