package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.cli.CommandLine.Result;
import dev.ocispec.host.HostFacts;
import dev.ocispec.json.Json;
import dev.ocispec.request.BuildRequestJson;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class SandboxSpecCommandTest {
  private static final String REQUEST =
      """
      {"commandArgs": ["/x"], "inputs": [{"name": "a"}], "inputsDir": "in",
       "constraints": {"provideBinSh": true}}
      """;

  @TempDir Path folder;

  @Test
  void theProfileTvixPrintsWhatTheLibraryMakes() {
    Result result =
        CommandLine.runWith(
            REQUEST,
            "sandbox",
            "spec",
            "--request",
            "-",
            "--profile",
            "tvix",
            "--rootless",
            "--shell",
            "/s");

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .isEqualTo(
            Json.toPrettyString(
                Sandbox.tvix()
                    .rootless(true)
                    .shell(Path.of("/s"))
                    .spec(BuildRequestJson.read(REQUEST), HostFacts.builder().build())));
  }

  @Test
  void withoutFurtherWordThereIsAUserNamespaceUnlessRootRunsIt() {
    Result result =
        CommandLine.runWith(
            REQUEST, "sandbox", "spec", "--request", "-", "--profile", "tvix", "--compact");

    boolean root = Caller.uid() == 0;
    Spec spec = Json.read(result.out(), Spec.class);
    assertThat(
            spec.linux().orElseThrow().namespaces().stream()
                .anyMatch(n -> n.type().equals(LinuxNamespaceType.USER)))
        .isEqualTo(!root);
    assertThat(result.out()).endsWith("}\n").doesNotContain("\n ");
  }

  @Test
  void theProfileStandardIsTheUsualOneAndReadsTheHost() throws Exception {
    Path request = folder.resolve("request.json");
    Files.writeString(request, "{\"commandArgs\": [\"/x\"]}");
    Path features = folder.resolve("features.json");
    Files.writeString(
        features,
        "{\"ociVersionMin\":\"1.0.0\",\"ociVersionMax\":\"1.2.0\",\"mountOptions\":[\"rro\"]}");

    Result result =
        CommandLine.run(
            "sandbox",
            "spec",
            "--request",
            request.toString(),
            "--features",
            features.toString(),
            Caller.uid() == 0 ? "--rootful" : "--rootless");

    assertThat(result.code()).isZero();
    Spec spec = Json.read(result.out(), Spec.class);
    assertThat(spec.process().orElseThrow().terminal()).contains(false);
    assertThat(spec.linux().orElseThrow().seccomp()).isPresent();
  }

  @Test
  void anInvalidRequestIsToldWithAllItsFaultsAndCode2() {
    Result result =
        CommandLine.runWith(
            "{\"commandArgs\": [],\n \"workingDir\": \"/x\", \"what\": 1}",
            "sandbox",
            "spec",
            "--request",
            "-");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("ocispec: invalid build request:\n")
        .contains("ocispec: 1:17: /commandArgs: ")
        .contains("ocispec: 2:16: /workingDir: ")
        .contains("ocispec: 2:30: /what: ")
        .doesNotContain("\tat ");
  }

  @Test
  void aRequestThatCantBeReadIsToldWithCode3() {
    assertThat(CommandLine.runWith("{", "sandbox", "spec", "--request", "-").code()).isEqualTo(3);
    assertThat(CommandLine.run("sandbox", "spec", "--request", folder + "/absent").code())
        .isEqualTo(3);
  }

  @Test
  void aPlaceThatCantBeGivenIsTheRequestsFault() {
    Result result =
        CommandLine.runWith(
            "{\"commandArgs\": [\"/x\"], \"scratchPaths\": [\"proc\"]}",
            "sandbox",
            "spec",
            "--request",
            "-",
            Caller.uid() == 0 ? "--rootful" : "--rootless");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .contains("/scratchPaths/0: expected a place outside /proc, found \"/proc\"");
  }

  @Test
  void aHostOfAnotherKindIsToldWithCode4() {
    Result result =
        CommandLine.runWith(
            "{\"commandArgs\": [\"/x\"], \"constraints\": {\"system\": \"vax-vms\"}}",
            "sandbox",
            "spec",
            "--request",
            "-",
            Caller.uid() == 0 ? "--rootful" : "--rootless");

    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err()).contains("/constraints/system: ").contains("\"vax-vms\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sandbox spec|missing required option --request FILE",
        "sandbox spec --request - --rootless --rootful|--rootless and --rootful are mutually"
            + " exclusive",
        "sandbox spec --request - --profile nix|--profile: expected one of standard, tvix, found"
            + " nix",
        "sandbox spec --request - --shell sh|--shell: expected an absolute path, found sh",
        "sandbox|expected a command: spec",
      })
  void wrongUsageIsToldWithCode2(String arguments, String message) {
    Result result = CommandLine.run(arguments.split(" "));

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("ocispec: " + message);
  }

  @Test
  void theNetworkOfTheCommandLineReplacesTheRequests() throws Exception {
    Path request = folder.resolve("request.json");
    Files.writeString(
        request, "{\"commandArgs\": [\"/x\"], \"constraints\": {\"networkAccess\": true}}");
    String[] spec = {"sandbox", "spec", "--profile", "tvix", "--request", request.toString()};

    assertThat(CommandLine.run(spec).out()).doesNotContain("\"network\"");
    assertThat(CommandLine.run(with(spec, "--net", "none")).out()).contains("\"network\"");
    Result both = CommandLine.run(with(spec, "--net", "none", "--network"));
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("--network and --net none are mutually exclusive");
    assertThat(CommandLine.run(with(spec, "--net", "lan")).err())
        .contains("--net: expected none, private or host, found lan");
  }

  @Test
  void aPromiseOfTheCommandLineIsCheckedAgainstTheRequest() {
    Result result =
        CommandLine.runWith(
            REQUEST,
            "sandbox",
            "spec",
            "--request",
            "-",
            "--expect",
            "build/out=sha256:" + "1".repeat(64));

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("expected one of the outputs", "found \"build/out\"");
  }

  private static String[] with(String[] line, String... more) {
    return Stream.concat(Stream.of(line), Stream.of(more)).toArray(String[]::new);
  }
}
