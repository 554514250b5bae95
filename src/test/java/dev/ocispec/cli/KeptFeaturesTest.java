package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Eventually;
import dev.ocispec.Needs;
import dev.ocispec.features.Features;
import dev.ocispec.host.HostFacts;
import dev.ocispec.runtime.OciRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
@Timeout(60)
class KeptFeaturesTest {
  private static final Features ANSWER =
      Features.builder()
          .ociVersionMin("1.0.0")
          .ociVersionMax("1.2.0")
          .mountOptions(List.of("bind", "rro"))
          .build();

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final AtomicInteger asked = new AtomicInteger();
  private Path program = Path.of("");

  @BeforeEach
  void makeProgram() throws IOException {
    program = program("runc", "\u007FELF a program");
  }

  private Path program(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content, StandardCharsets.ISO_8859_1);
  }

  private Optional<Features> features() {
    return features(runtime -> ANSWER);
  }

  /** What a command finds that asks so. */
  private Optional<Features> features(Function<OciRuntime, Features> answer) {
    return new KeptFeatures(
            folder.resolve("builds"),
            runtime -> {
              asked.incrementAndGet();
              return answer.apply(runtime);
            })
        .of(OciRuntime.of(program));
  }

  /** The file that is kept. */
  private Path kept() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("builds.features-"))
          .reduce(
              (a, b) -> {
                throw new AssertionError("more than one file: " + a + ", " + b);
              })
          .orElseThrow();
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aRuntimeIsAskedOnceByAllCommands() throws IOException {
    assertThat(features()).contains(ANSWER);
    assertThat(features()).contains(ANSWER);

    assertThat(asked).hasValue(1);
    assertThat(permissions(kept())).isEqualTo("rw-------");
  }

  @Test
  void nothingButTheAnswerIsLeft() throws IOException {
    features();

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(program, kept());
    }
  }

  @Test
  void anotherPathToTheSameProgramIsTheSame() throws IOException {
    features();
    program = Files.createSymbolicLink(folder.resolve("link"), program);

    assertThat(features()).contains(ANSWER);
    assertThat(asked).hasValue(1);
  }

  @Test
  void aProgramThatHasChangedIsAskedAgain() throws IOException {
    features(runtime -> Features.builder().ociVersionMin("0").ociVersionMax("0").build());
    Files.writeString(program, "and more", StandardOpenOption.APPEND);

    assertThat(features()).contains(ANSWER);
    assertThat(features()).contains(ANSWER);
    assertThat(asked).hasValue(2);
  }

  /** When the file was changed last, which setting the time of its content is, too. */
  private static Object changeOf(Path file, FileTime content) {
    try {
      Files.setLastModifiedTime(file, content);
      return Files.getAttribute(file, "unix:ctime");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aProgramOfTheSameSizeAndTimeIsAskedAgainWhenItIsAnother() throws Exception {
    features();
    FileTime time = Files.getLastModifiedTime(program);
    Object changed = Files.getAttribute(program, "unix:ctime");
    program = program("runc", "\u007FELF b program");
    // The clock of file systems ticks slower than Java's.
    assertThat(Eventually.holds(PATIENCE, () -> !changed.equals(changeOf(program, time)))).isTrue();

    features();
    assertThat(asked).hasValue(2);
  }

  @Test
  void aScriptIsLeftToWhoNeedsItsFeatures() throws IOException {
    program = program("script", "#!/bin/sh\nexec runc \"$@\"\n");

    assertThat(features()).isEmpty();
    assertThat(asked).hasValue(0);
  }

  @Test
  void aProgramThatIsNotThereIsLeftToWhoStartsIt() {
    program = folder.resolve("none");

    assertThat(features()).isEmpty();
    assertThat(asked).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ocispec-features-1 ", "{}", "\n\n", "ocispec-features-2 /x 1 1\n{}"})
  void aFileOfAnotherFormIsReplaced(String content) throws IOException {
    features();
    Files.writeString(kept(), content);

    assertThat(features()).contains(ANSWER);
    assertThat(asked).hasValue(2);
    assertThat(features()).contains(ANSWER);
    assertThat(asked).hasValue(2);
  }

  @Test
  void anAnswerThatIsCutOffIsReplaced() throws IOException {
    features();
    byte[] whole = Files.readAllBytes(kept());
    Files.write(kept(), Arrays.copyOf(whole, whole.length - 1));

    assertThat(features()).contains(ANSWER);
    assertThat(asked).hasValue(2);
    assertThat(Files.readAllBytes(kept())).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-rw----", "rw-----w-"})
  void aFileThatOthersCanWriteIsReplaced(String permissions) throws IOException {
    features();
    Files.setPosixFilePermissions(kept(), PosixFilePermissions.fromString(permissions));

    assertThat(features()).contains(ANSWER);
    assertThat(asked).hasValue(2);
    assertThat(permissions(kept())).isEqualTo("rw-------");
  }

  @Test
  void aFileOfSomebodyElseIsReplaced() throws IOException {
    Needs.root();
    features();
    Files.setAttribute(kept(), "unix:uid", 1);

    features();
    assertThat(asked).hasValue(2);
    assertThat(Files.getAttribute(kept(), "unix:uid")).isEqualTo(0);
  }

  @Test
  void aSymbolicLinkIsReplacedAndNotFollowed() throws IOException {
    features();
    Path elsewhere = Files.move(kept(), folder.resolve("elsewhere"));
    String name =
        "builds.features-"
            + Integer.toHexString(program.toRealPath().toUri().toString().hashCode());
    Files.createSymbolicLink(folder.resolve(name), elsewhere);
    byte[] before = Files.readAllBytes(elsewhere);

    assertThat(features()).contains(ANSWER);
    assertThat(asked).hasValue(2);
    assertThat(kept()).isRegularFile();
    assertThat(Files.isSymbolicLink(kept())).isFalse();
    assertThat(elsewhere).hasBinaryContent(before);
  }

  @Test
  void aPipeIsNotOpened() throws Exception {
    features();
    Path place = kept();
    Files.delete(place);
    assertThat(new ProcessBuilder("mkfifo", place.toString()).inheritIO().start().waitFor())
        .isZero();

    assertThat(features()).contains(ANSWER);
    assertThat(place).isRegularFile();
  }

  @Test
  void whereOthersCanReplaceFilesNothingIsKept() throws IOException {
    features();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(features()).contains(ANSWER);
    assertThat(features()).contains(ANSWER);
    assertThat(asked).hasValue(3);
  }

  @Test
  void inAFolderForEverybodyWhoseFilesStayTheirOwnersItIsKept() throws IOException {
    Files.setAttribute(folder, "unix:mode", 01777);

    features();
    features();
    assertThat(asked).hasValue(1);
  }

  @Test
  void whereNothingCanBeWrittenTheAnswerIsStillOfUse() {
    KeptFeatures nowhere = new KeptFeatures(folder.resolve("absent/builds"), runtime -> ANSWER);

    assertThat(nowhere.of(OciRuntime.of(program))).contains(ANSWER);
  }

  @Test
  void thatARuntimeHasNoSuchCommandIsKeptToo() throws IOException {
    OciRuntime without = script("echo 'flag provided but not defined: features' >&2; exit 1");

    assertThat(features(runtime -> without.features())).isEmpty();
    assertThat(features(runtime -> without.features())).isEmpty();
    assertThat(asked).hasValue(1);
  }

  @Test
  void aFailureIsNotKept() throws IOException {
    OciRuntime broken = script("echo 'no luck' >&2; exit 3");

    assertThat(features(runtime -> broken.features())).isEmpty();
    assertThat(features()).contains(ANSWER);
    assertThat(asked).hasValue(2);
  }

  @Test
  void factsThatHaveFeaturesKeepThem() {
    Features given = Features.builder().ociVersionMin("1.1.0").ociVersionMax("1.1.0").build();
    HostFacts told = HostFacts.builder().runtimeFeatures(given).build();
    HostFacts untold = HostFacts.builder().build();
    KeptFeatures kept = new KeptFeatures(folder.resolve("builds"), runtime -> ANSWER);

    assertThat(kept.addTo(told, OciRuntime.of(program))).isEqualTo(told);
    assertThat(kept.addTo(untold, OciRuntime.of(program)).runtimeFeatures()).contains(ANSWER);
  }

  private OciRuntime script(String commands) throws IOException {
    Path script = program("script", "#!/bin/sh\n" + commands + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return OciRuntime.of(script);
  }
}
