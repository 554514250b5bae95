package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ocispec.TestFolder;
import dev.ocispec.bundle.Bundle;
import dev.ocispec.host.HostFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Outputs go where nothing is, and what is or comes there stays. */
@Tag("unit")
class OutputDestinationTest {
  private static final HostFacts FACTS = HostFacts.detect();

  private final TestFolder folder = TestFolder.make();
  private final Path out = folder.path().resolve("out");

  @AfterEach
  void removeFolder() {
    folder.remove();
  }

  @Test
  void filesFoldersAndLinksAreMoved() throws Exception {
    Path left = left("1");
    Files.writeString(left.resolve("file"), "text");
    Files.createSymbolicLink(left.resolve("link"), Path.of("nowhere"));
    Files.createDirectory(left.resolve("empty"));
    Files.writeString(Files.createDirectory(left.resolve("folder")).resolve("f"), "in it");

    List<BuildOutput> moved = take(left, "file", "link", "empty", "folder", "folder/f");

    assertThat(moved)
        .extracting(output -> output.hostPath().orElseThrow())
        .containsExactly(
            at("file"), at("link"), at("empty"), at("folder"), at("folder").resolve("f"));
    assertThat(at("file")).hasContent("text");
    assertThat(Files.readSymbolicLink(at("link"))).isEqualTo(Path.of("nowhere"));
    assertThat(at("empty")).isEmptyDirectory();
    assertThat(at("folder").resolve("f")).hasContent("in it");
    assertThat(left).isEmptyDirectory();
    assertThat(names(out)).containsExactly("build");
  }

  @Test
  void ofManyRunsWithTheSamePlacesOneGetsAllAndTheOthersDisturbNothing() throws Exception {
    int runs = 6;
    ExecutorService threads = Executors.newFixedThreadPool(runs);
    for (int round = 0; round < 60; round++) {
      CyclicBarrier start = new CyclicBarrier(runs);
      List<Future<Boolean>> all = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        Path left = left(round + "-" + run);
        Files.writeString(Files.createDirectory(left.resolve("a")).resolve("f"), left.toString());
        Files.writeString(left.resolve("b"), left.toString());
        Files.writeString(Files.createDirectory(left.resolve("c")).resolve("f"), left.toString());
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  try {
                    take(left, "a", "b", "c");
                    return true;
                  } catch (OutputsNotMovedException e) {
                    assertThat(e).hasMessageEndingWith(at("a") + ": already exists");
                    assertThat(left.resolve("a/f")).hasContent(left.toString());
                    assertThat(left.resolve("b")).hasContent(left.toString());
                    assertThat(left.resolve("c/f")).hasContent(left.toString());
                    return false;
                  }
                }));
      }
      int winners = 0;
      for (Future<Boolean> one : all) {
        winners += one.get(60, TimeUnit.SECONDS) ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
      String winner = Files.readString(at("b"));
      assertThat(at("a").resolve("f")).hasContent(winner);
      assertThat(at("c").resolve("f")).hasContent(winner);
      Bundle.remove(out, FACTS);
    }
    threads.shutdown();
  }

  @Test
  void whatIsInTheWayStaysAndNothingElseIsPlaced() throws Exception {
    Path left = left("1");
    Files.writeString(Files.createDirectory(left.resolve("a")).resolve("f"), "ours");
    Files.writeString(left.resolve("b"), "ours");
    Files.writeString(left.resolve("c"), "ours");
    Files.createDirectories(at("c"));
    Files.writeString(at("c").resolve("f"), "theirs");

    OutputsNotMovedException failure =
        catchThrowableOfType(OutputsNotMovedException.class, () -> take(left, "a", "b", "c"));

    assertThat(failure)
        .hasMessage("can't move the outputs to " + out + ": " + at("c") + ": already exists");
    assertThat(failure.outputs())
        .extracting(output -> output.hostPath().orElseThrow())
        .containsExactly(left.resolve("a"), left.resolve("b"), left.resolve("c"));
    assertThat(left.resolve("a/f")).hasContent("ours");
    assertThat(left.resolve("b")).hasContent("ours");
    assertThat(names(at("c").getParent())).containsExactly("c");
    assertThat(at("c").resolve("f")).hasContent("theirs");
  }

  @Test
  void whoKeepsReplacingWhatIsPlacedNeverLosesAnything() throws Exception {
    Files.createDirectories(at("a").getParent());
    Path blocked = Files.createDirectory(at("z"));
    Files.writeString(blocked.resolve("f"), "theirs");
    ExecutorService other = Executors.newSingleThreadExecutor();
    Future<Integer> replaced = other.submit(this::replaceUntilInterrupted);
    for (int round = 0; round < 200; round++) {
      Path left = left(Integer.toString(round));
      Files.writeString(left.resolve("a"), "ours");
      Files.writeString(left.resolve("z"), "ours");
      assertThatThrownBy(() -> take(left, "a", "z"))
          .isInstanceOf(OutputsNotMovedException.class)
          .hasMessageEndingWith("already exists");
    }
    other.shutdownNow();

    assertThat(replaced.get(10, TimeUnit.SECONDS)).isPositive();
  }

  /** Puts a file where an output goes, by force, and looks for it: it must be there each time. */
  private int replaceUntilInterrupted() throws IOException {
    int count = 0;
    Path mine = folder.path().resolve("mine");
    while (!Thread.currentThread().isInterrupted()) {
      Files.writeString(mine, "theirs");
      Files.move(mine, at("a"), StandardCopyOption.ATOMIC_MOVE);
      for (int look = 0; look < 20; look++) {
        assertThat(Files.exists(at("a")) || isAside()).isTrue();
      }
      Files.deleteIfExists(at("a")); // It may be aside just now.
      count++;
    }
    return count;
  }

  /** For a moment it may be under another name, until it is seen to be somebody else's. */
  private boolean isAside() throws IOException {
    return names(at("a").getParent()).stream().anyMatch(name -> name.startsWith(".ocispec-"))
        || Files.exists(at("a"));
  }

  @Test
  void aPlaceThatTheHostCantNameIsRefusedBeforehand() {
    String deep = String.join("/", IntStream.range(0, 2100).mapToObj(i -> "d").toList());
    OutputDestination destination = new OutputDestination(out);

    assertThatThrownBy(() -> destination.checkFree(List.of("build/" + deep)))
        .isInstanceOf(OutputRefusedException.class)
        .hasMessageStartingWith("the output build/d/d/")
        .hasMessageEndingWith("bytes on the host, which takes no more than 4095");
    assertThatThrownBy(() -> destination.checkFree(List.of("build/" + "x".repeat(256))))
        .isInstanceOf(OutputRefusedException.class)
        .hasMessageEndingWith("has a name of 256 bytes in it, and the host takes no more than 255");
  }

  private Path left(String name) throws IOException {
    return Files.createDirectories(folder.path().resolve("left").resolve(name));
  }

  private List<BuildOutput> take(Path left, String... names) {
    List<BuildOutput> outputs =
        Arrays.stream(names)
            .map(
                name ->
                    new BuildOutput(
                        "build/" + name,
                        Optional.of(left.resolve(name)),
                        List.of(),
                        Optional.empty()))
            .toList();
    return new OutputDestination(out)
        .take(outputs, left.resolveSibling(left.getFileName() + "-outgoing"), FACTS);
  }

  private Path at(String name) {
    return out.resolve("build").resolve(name);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
