package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import picocli.CommandLine;

@Tag("property")
class ValidateThreadsProperties {
  private static final String LARGE =
      "{\"ociVersion\":\"1.0.0\",\"process\":{\"cwd\":\"/\",\"args\":["
          + "\"a\",".repeat(20_000)
          + "\"a\"]}}";

  private static Path folder = Path.of("");

  /** What a command did. */
  private record Result(int code, String out, String err) {}

  @BeforeContainer
  static void fill() throws IOException {
    folder = Files.createTempDirectory("ocispec-validate");
    file("good", "{\"ociVersion\":\"1.0.0\"}");
    file("bad", "{\"ociVersion\":\"1.0.0\",\"hostname\":5,\"mounts\":[{\"destination\":\"x\"}]}");
    file("large", LARGE);
    file("text", "no JSON");
    file("empty", "");
    file(
        "state",
        "{\"ociVersion\":\"1.0.0\",\"id\":\"a\",\"status\":\"running\",\"bundle\":\"/b\"}");
    Files.createDirectory(folder.resolve("unused"));
    Files.createDirectory(folder.resolve("below"));
    Files.copy(folder.resolve("bad"), folder.resolve("below/1.json"));
    Files.copy(folder.resolve("good"), folder.resolve("below/2.json"));
    Files.createSymbolicLink(folder.resolve("below/0.json"), Path.of("nowhere"));
  }

  private static void file(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  @AfterContainer
  static void remove() throws IOException {
    for (String name :
        List.of(
            "good",
            "bad",
            "large",
            "text",
            "empty",
            "state",
            "unused",
            "below/0.json",
            "below/1.json",
            "below/2.json",
            "below",
            "")) {
      Files.delete(folder.resolve(name));
    }
  }

  @Property(tries = 60)
  void theNumberOfThreadsChangesNothingThatIsPrinted(
      @ForAll("names") List<String> names, @ForAll("formats") String format) {
    List<String> arguments = new ArrayList<>(List.of("--format", format));
    names.forEach(name -> arguments.add(name.equals("-") ? name : folder + "/" + name));

    assertThat(run(arguments, 5)).isEqualTo(run(arguments, 1));
  }

  private static Result run(List<String> arguments, int threads) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    byte[] input = "{\"ociVersion\":\"1.1.0\",\"domainname\":1}".getBytes(StandardCharsets.UTF_8);
    Streams streams =
        new Streams(
            new ByteArrayInputStream(input),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int code =
        new CommandLine(new ValidateCommand(streams, threads).spec())
            .execute(arguments.toArray(String[]::new));
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<List<String>> names() {
    return Arbitraries.of(
            "good", "good", "bad", "large", "text", "empty", "state", "missing", "unused", "below",
            "-")
        .list()
        .ofMinSize(1)
        .ofMaxSize(150);
  }

  @Provide
  Arbitrary<String> formats() {
    return Arbitraries.of("text", "json", "sarif", "junit");
  }
}
