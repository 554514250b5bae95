package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.Shared;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import dev.ocispec.bundle.OutputDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The table of what is the same each time says what builds show: the same package is built by root
 * and by an ordinary user, with each runtime, out of different folders and environments.
 */
@Tag("runtime")
class EqualOutputsIT {
  private static final long EPOCH = 1_700_000_000;
  private static final long FIRST_OWN_ID = 1_879_149_193L;
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final String HEADER = "| what a build may embed |";

  private TestFolder folder;
  private final List<SandboxCommand> builds = new ArrayList<>();
  private final List<Path> inputs = new ArrayList<>();

  @BeforeEach
  void makeFolder() {
    folder = TestFolder.make();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    builds.forEach(SandboxCommand::stop);
    try {
      folder.assertNothingRuns();
    } finally {
      folder.remove();
      for (Path input : inputs) {
        try (Stream<Path> files = Files.list(input)) {
          for (Path file : files.toList()) {
            Files.delete(file);
          }
        }
        Files.delete(input);
      }
    }
  }

  /** The second cell by the first. */
  private static Map<String, String> table() throws IOException {
    String page = Files.readString(Path.of("docs/sandbox.md"));
    Map<String, String> rows = new LinkedHashMap<>();
    page.substring(page.indexOf(HEADER))
        .lines()
        .takeWhile(line -> line.startsWith("| "))
        .skip(2)
        .map(line -> line.split(" \\| "))
        .forEach(cells -> rows.put(cells[0].substring(2), cells[1]));
    return rows;
  }

  @Test
  void outputsAreTheSameWhereThePageSaysSo() throws Exception {
    Needs.rootAndRunc();
    Shared.require(Files.getFileStore(MEMORY).type().equals("tmpfs"), "needs a tmpfs at /dev/shm");
    List<Map<String, String>> seen = new ArrayList<>();
    for (TestUser user : List.of(TestUser.ROOT, TestUser.CI)) {
      for (String runtime : List.of("runc", "crun")) {
        builds.add(start(user, runtime, builds.size()));
      }
    }
    for (int i = 0; i < builds.size(); i++) {
      builds.get(i).succeeded();
      seen.add(seen(folder.path().resolve("build" + i).resolve("out/build/out")));
    }

    assertThat(table().keySet())
        .containsExactlyElementsOf(EmbeddedFacts.ALL.stream().map(EmbeddedFacts::row).toList());
    for (int i = 0; i < EmbeddedFacts.ALL.size(); i++) {
      EmbeddedFacts facts = EmbeddedFacts.ALL.get(i);
      String place = Integer.toString(i);
      compare(facts, table().get(facts.row()), seen.stream().map(s -> s.get(place)).toList());
    }
  }

  /** The later ones have other masks, zones and orders than the earlier. */
  private SandboxCommand start(TestUser user, String runtime, int number) throws IOException {
    Path input = Files.createTempDirectory(MEMORY, "ocispec-equal");
    inputs.add(input);
    Files.setAttribute(input, "unix:mode", 0755);
    for (int i = 0; i < 12; i++) {
      Files.writeString(input.resolve("f" + (number % 2 == 0 ? i : 11 - i)), "text");
    }
    Path own = folder.path().resolve("build" + number);
    return SandboxCommand.start(
        user,
        runtime,
        own,
        Map.of("TZ", "UTC-" + (number + 1), "LANG", "C", "NUMBER", "" + number),
        List.of(
            "--normalise",
            Long.toString(EPOCH),
            "--input",
            "src=" + input,
            "--output",
            "build/out",
            "--out",
            own.resolve("out").toString(),
            "--",
            "/bin/sh",
            "-c",
            EmbeddedFacts.script()));
  }

  /** For each folder in the output, its digest and the modes and times of all that is in it. */
  private static Map<String, String> seen(Path out) throws IOException {
    Map<String, String> seen = new LinkedHashMap<>();
    try (Stream<Path> folders = Files.list(out)) {
      for (Path each : folders.toList()) {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(each)) {
          for (Path file : files.sorted().toList()) {
            Instant time = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
            Object mode = Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            lines.add(out.relativize(file) + " " + Integer.toOctalString((int) mode) + " " + time);
          }
        }
        lines.add(OutputDigest.of(each));
        lines.add(Files.readString(each.resolve("said")));
        seen.put(each.getFileName().toString(), String.join("\n", lines));
      }
    }
    return seen;
  }

  private static void compare(EmbeddedFacts facts, String verdict, List<String> seen)
      throws Exception {
    Set<String> different = new HashSet<>(seen);
    switch (verdict) {
      case "yes" -> assertThat(different).as(facts.row()).hasSize(1);
      case "no" -> {
        if (different.size() == 1) {
          assertThat(seen.get(0)).as(facts.row()).endsWith("\n" + onTheHost(facts.commands()));
        }
      }
      case "with a user namespace" -> {
        assertThat(seen.get(2)).as(facts.row()).isEqualTo(seen.get(3));
        assertThat(Long.parseLong(seen.get(0).lines().reduce("", (a, b) -> b)))
            .as(facts.row())
            .isGreaterThanOrEqualTo(FIRST_OWN_ID);
      }
      default -> throw new AssertionError("the page says " + verdict + " of " + facts.row());
    }
  }

  /** What the same commands print outside. */
  private static String onTheHost(String commands) throws Exception {
    Process shell =
        new ProcessBuilder(Needs.busybox().toString(), "sh", "-c", commands)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    return printed;
  }
}
