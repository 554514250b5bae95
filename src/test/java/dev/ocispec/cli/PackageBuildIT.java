package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small package is built as each user, by each runtime, with and without network, and what the
 * builder sees and what it leaves is as promised.
 */
@Tag("runtime")
class PackageBuildIT {
  private static final String BUILDER =
      """
      set -e
      mkdir one
      cat /inputs/k1-alpha/greeting /inputs/k2-beta > one/text
      ln -s /inputs/k1-alpha/greeting one/link
      echo '#!/bin/sh' > two
      chmod 755 two
      echo seen id $(id -u)
      echo seen interfaces $(awk -F: 'NR > 2 { print $1 }' /proc/net/dev | tr -d ' ' | sort)
      grep -E '^(Cap...|NoNewPrivs|Seccomp):' /proc/self/status | sed 's/^/seen /; s/\\t/ /'
      for place in / /etc /inputs /inputs/k1-alpha /proc/sys /dev/pts; do
        touch $place/made 2>/dev/null && echo seen writable $place
      done
      { echo x >> /inputs/k2-beta; } 2>/dev/null && echo seen writable beta
      touch /tmp/made && echo seen writable /tmp
      for place in /root /home /usr /var /boot MARKER; do
        [ -e $place ] && echo seen host $place
      done
      for place in /proc/kcore /proc/keys /proc/timer_list /proc/scsi /sys/firmware; do
        if [ -d $place ]; then [ -z "$(ls -A $place)" ] || echo seen masked $place
        elif [ -e $place ]; then [ -z "$(head -c 1 $place)" ] || echo seen masked $place; fi
      done
      echo seen files $(ulimit -n)
      echo seen tmp $(awk '$2 == "/tmp" { print $4 }' /proc/mounts)
      for limit in /sys/fs/cgroup/pids.max /sys/fs/cgroup/pids/pids.max; do
        [ -e $limit ] && echo seen pids $(cat $limit)
      done
      echo seen end
      """;

  private TestFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = TestFolder.make();
  }

  @AfterEach
  void nothingIsLeft() {
    folder.assertNothingRuns();
    folder.remove();
  }

  static Stream<Arguments> everyone() {
    List<Arguments> all = new ArrayList<>();
    for (TestUser user : TestUser.values()) {
      for (String runtime : List.of("runc", "crun")) {
        for (boolean network : new boolean[] {false, true}) {
          all.add(Arguments.of(user, runtime, network));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} with {1}, network {2}")
  @MethodSource("everyone")
  void aPackageIsBuilt(TestUser user, String runtime, boolean network) throws IOException {
    folder.giveTo(user);
    Path out = folder.path().resolve("out");

    JavaProgram.Result result = run(user, runtime, network, out);

    assertThat(result.code()).as(result.err()).isZero();
    JsonNode document = JsonMapper.shared().readTree(result.out());
    assertThat(document.get("status").asString()).isEqualTo("succeeded");
    assertThat(document.get("exitCode").asInt()).isZero();
    assertThat(document.get("signal").isNull()).isTrue();
    assertThat(document.at("/attestation/holds").asBoolean()).isTrue();
    outputs(document, user, out);
    seen(result.err(), user, network);
    assertThat(folder.path().resolve("builds")).isEmptyDirectory();
  }

  private JavaProgram.Result run(TestUser user, String runtime, boolean network, Path out)
      throws IOException {
    Path inputs = Files.createDirectories(folder.path().resolve("sources/k1-alpha"));
    Files.writeString(inputs.resolve("greeting"), "hello\n");
    Path beta = Files.writeString(folder.path().resolve("sources/k2-beta"), "world\n");
    Path request =
        Files.writeString(
            folder.path().resolve("request.json"),
            JsonMapper.shared()
                .writeValueAsString(
                    Map.of(
                        "inputs",
                        List.of(input("k2-beta", beta), input("k1-alpha", inputs)),
                        "commandArgs",
                        List.of(
                            "/bin/sh", "-c", BUILDER.replace("MARKER", folder.path().toString())),
                        "workingDir",
                        "build",
                        "scratchPaths",
                        List.of("build"),
                        "inputsDir",
                        "inputs",
                        "outputs",
                        List.of("build/two", "build/one"),
                        "constraints",
                        Map.of("networkAccess", network, "provideBinSh", true),
                        "refscanNeedles",
                        List.of("k3-gamma", "k1-alpha", "k2-beta"))));
    List<String> line = new ArrayList<>(user.prefix(runtime));
    line.addAll(
        JavaProgram.commandLine(
            List.of(),
            Main.class.getName(),
            List.of(
                "sandbox",
                "run",
                "--shell",
                Needs.busybox().toString(),
                "--request",
                request.toString(),
                "--runtime",
                runtime,
                "--attest",
                "--out",
                out.toString(),
                "--builds",
                folder.path().resolve("builds").toString())));
    return JavaProgram.run(line);
  }

  private static Map<String, String> input(String name, Path source) {
    return Map.of("name", name, "source", source.toString());
  }

  private static void outputs(JsonNode document, TestUser user, Path out) throws IOException {
    Path two = out.resolve("build/two");
    Path one = out.resolve("build/one");
    JsonNode outputs = document.get("outputs");
    assertThat(outputs.size()).isEqualTo(2);
    assertThat(outputs.at("/0/path").asString()).isEqualTo("build/two");
    assertThat(outputs.at("/0/hostPath").asString()).isEqualTo(two.toString());
    assertThat(outputs.at("/0/references").toString()).isEqualTo("[]");
    assertThat(outputs.at("/1/path").asString()).isEqualTo("build/one");
    assertThat(outputs.at("/1/hostPath").asString()).isEqualTo(one.toString());
    assertThat(outputs.at("/1/references").toString()).isEqualTo("[\"k1-alpha\"]");
    assertThat(outputs.at("/1/digest").asString()).startsWith("sha256:");
    assertThat(one.resolve("text")).hasContent("hello\nworld\n");
    assertThat(Files.readSymbolicLink(one.resolve("link")))
        .isEqualTo(Path.of("/inputs/k1-alpha/greeting"));
    assertThat(two).hasContent("#!/bin/sh\n").isExecutable();
    for (Path path : List.of(one, one.resolve("text"), one.resolve("link"), two)) {
      assertThat(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS))
          .as(path.toString())
          .isEqualTo((int) user.uid());
    }
  }

  private static void seen(String log, TestUser user, boolean network) throws IOException {
    List<String> seen =
        log.lines().filter(line -> line.startsWith("seen ")).map(l -> l.substring(5)).toList();
    List<String> expected = new ArrayList<>();
    if (user != TestUser.ROOT) {
      expected.add("id " + (user == TestUser.CI ? 1000 : 0));
    }
    expected.add("interfaces " + (network ? String.join(" ", hostInterfaces()) : "lo"));
    for (String set : List.of("Inh", "Prm", "Eff", "Bnd", "Amb")) {
      expected.add("Cap" + set + ": 0000000000000000");
    }
    expected.addAll(List.of("NoNewPrivs: 1", "Seccomp: 2", "writable /tmp", "files 1024", "end"));
    if (user == TestUser.ROOT) {
      expected.add("pids 512");
    }
    if (user == TestUser.ROOT) {
      // Which of the ids that nobody has depends on what else is being built.
      assertThat(seen).areExactly(1, new Condition<>(s -> s.matches("id 18791\\d{5}"), "own id"));
    }
    assertThat(
            seen.stream().filter(line -> !line.startsWith("tmp ") && !line.startsWith("id 18791")))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(seen).anyMatch(line -> line.startsWith("tmp ") && line.contains("size=1048576k"));
  }

  private static List<String> hostInterfaces() throws IOException {
    return Files.readAllLines(Path.of("/proc/net/dev")).stream()
        .skip(2)
        .map(line -> line.substring(0, line.indexOf(':')).strip())
        .sorted()
        .toList();
  }
}
