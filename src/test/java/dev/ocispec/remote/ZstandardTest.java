package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.ocispec.JavaProgram;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.BuildService;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Builds with and without the library that compresses blobs. */
@Tag("unit")
class ZstandardTest extends EngineFixture {
  private static final ByteString TEXT = SampleBytes.text(1 << 20);

  /** Builds with an input on an engine, and prints the status. */
  static final class Client {
    private Client() {}

    public static void main(String[] arguments) {
      try (BuildService service = BuildService.open(URI.create(arguments[0]))) {
        BuildResult result =
            service
                .submit(
                    REQUEST.toBuilder()
                        .inputsDir("i")
                        .addInput("file", Path.of(arguments[1]))
                        .build(),
                    o -> o.outputFolder(Path.of(arguments[2])))
                .join();
        System.out.println(result.status() + result.reason().orElse(""));
      }
    }
  }

  private JavaProgram.Result client(boolean library, List<String> options) throws Exception {
    Digest output = engine.put(SampleBytes.noise(1 << 20));
    answer(FakeExecution.done(withFile(output)));
    Path input = Files.write(folder.resolve("input"), TEXT.toByteArray());
    return JavaProgram.run(
        Stream.of(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                options,
                List.of(
                    "-cp",
                    classPath(library),
                    Client.class.getName(),
                    engine.address().toString(),
                    input.toString(),
                    folder.resolve("result").toString()))
            .flatMap(List::stream)
            .toList());
  }

  private static String classPath(boolean library) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> library || !entry.contains("zstd-jni"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void everythingWentAsItIs(JavaProgram.Result result) {
    assertThat(result.out()).as(result.toString()).isEqualTo("succeeded\n");
    assertThat(engine.blobs).containsEntry(Sha256.of(TEXT), TEXT);
    assertThat(folder.resolve("result/build/out/file")).hasSize(1 << 20);
    assertThat(engine.streams.names)
        .isNotEmpty()
        .noneMatch(name -> name.contains("compressed-blobs"));
  }

  @Test
  void withoutTheLibraryEverythingGoesAsItIs() throws Exception {
    offerCompression();

    everythingWentAsItIs(client(false, List.of()));
  }

  @Test
  void whereItsNativeCodeCannotBeLoadedEverythingGoesAsItIs() throws Exception {
    offerCompression();

    everythingWentAsItIs(client(true, List.of("-DZstdNativePath=" + folder.resolve("nothing.so"))));
  }

  @Test
  void withTheLibraryNothingIsCompressedThatIsNotOffered() throws Exception {
    everythingWentAsItIs(client(true, List.of()));
  }

  @Test
  void theLibraryIsThereForTheTests() {
    assertThat(ZstandardLibrary.isThere()).isTrue();
  }

  @Test
  void theLinesOfThePageNameTheReleaseOfTheBuild() throws Exception {
    String version =
        Pattern.compile("<zstd-jni.version>(.*)</")
            .matcher(Files.readString(Path.of("pom.xml")))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);

    assertThat(Files.readString(Path.of("docs/dependencies.md")))
        .contains("<artifactId>zstd-jni</artifactId><version>" + version + "</version>");
  }
}
