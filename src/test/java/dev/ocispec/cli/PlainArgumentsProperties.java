package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;
import picocli.CommandLine;

/** What is read without picocli is read as picocli would read it. */
@Tag("property")
class PlainArgumentsProperties {
  private static final List<String> WORDS =
      List.of(
          "--one",
          "--many",
          "--flag",
          "--debug",
          "--one=x",
          "--one=",
          "--many=a=b",
          "--many=--flag",
          "--flag=true",
          "--flag=false",
          "--unknown",
          "--unknown=x",
          "--on",
          "--ONE",
          "-one",
          "-o",
          "-x",
          "-1",
          "-",
          "--",
          "---",
          "-h",
          "--help",
          "--version",
          "",
          " ",
          "x",
          "y z",
          "a=b",
          "=",
          "@x",
          "@",
          "@@x",
          "'q'",
          "\"q\"",
          "\"q",
          "${sys:user.name}",
          "\\",
          "%s",
          "true",
          "null",
          "_NULL_",
          "a,b",
          "a|b",
          "größe",
          "--größe",
          "other");

  /** A command with an option of each kind. */
  private static final class Example extends CliCommand {
    Example(String arity) {
      super(
          "example",
          "An example.",
          new Streams(
              InputStream.nullInputStream(),
              OutputStream.nullOutputStream(),
              new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)));
      option("--one", "VALUE", "Once.");
      repeatedOption("--many", "VALUE", "Many times.");
      flag("--flag", "Without value.");
      switch (arity) {
        case "none" -> {}
        case "command" -> parameterAndCommand("ID -- COMMAND...", "Some.");
        default -> parameters("SOME", arity, "Some.");
      }
    }

    @Override
    public Integer call() {
      return ExitCode.OK;
    }

    /** All that can be asked for. */
    List<Object> read(boolean withArguments) {
      return List.of(
          Optional.ofNullable(value("--one")),
          values("--many"),
          has("--one"),
          has("--many"),
          has("--flag"),
          has("--debug"),
          withArguments ? arguments() : List.of());
    }
  }

  @Property(tries = 20_000)
  void itIsReadAsPicocliReadsIt(
      @ForAll("lines") List<String> words, @ForAll("arities") String arity) {
    Example plain = new Example(arity);
    boolean isPlain = plain.with(words).isPresent();
    Statistics.label("plain").collect(isPlain);
    if (isPlain) {
      Example model = new Example(arity);
      new CommandLine(model.spec())
          .setPosixClusteredShortOptionsAllowed(false)
          .parseArgs(words.toArray(String[]::new));

      boolean withArguments = !arity.equals("none");
      assertThat(plain.read(withArguments)).isEqualTo(model.read(withArguments));
    }
  }

  @Provide
  Arbitrary<List<String>> lines() {
    Arbitrary<String> usual =
        Arbitraries.of("--one=x", "--many=y", "--flag", "--debug", "-", "x", "y z", "a=b", "--");
    return Arbitraries.oneOf(Arbitraries.of(WORDS).list().ofMaxSize(6), usual.list().ofMaxSize(8));
  }

  @Provide
  Arbitrary<String> arities() {
    return Arbitraries.of("none", "1", "0..*", "1..*", "command");
  }
}
