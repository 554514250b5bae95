package dev.ocispec.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ocispec.report.Finding;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a request says of its network, and what it promises so that it may have one. */
@Tag("unit")
class NetworkRequestTest {
  private static final String DIGEST = "sha256:" + "0".repeat(64);

  private static BuildRequest constraints(String members) {
    return BuildRequestJson.read("{\"commandArgs\": [\"/a\"], \"constraints\": {" + members + "}}");
  }

  private static List<String> faults(String json) {
    return catchThrowableOfType(
            InvalidBuildRequestException.class, () -> BuildRequestJson.read(json))
        .findings()
        .stream()
        .map(Finding::toLine)
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void eachNetworkHasAName(BuildNetwork network) {
    assertThat(constraints("\"network\": \"" + network + "\"").constraints().network())
        .contains(network);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"networkAccess\": true'",
    "'\"networkAccess\": true, \"network\": \"host\"'",
    "'\"networkAccess\": false, \"network\": \"host\"'"
  })
  void accessIsTheOlderWordForTheHosts(String members) {
    assertThat(constraints(members))
        .isEqualTo(
            BuildRequest.builder()
                .commandArgs("/a")
                .constraints(c -> c.network(BuildNetwork.HOST))
                .build())
        .matches(request -> request.constraints().networkAccess(), "has access");
  }

  @Test
  void nothingSaidIsNotTheSameAsNone() {
    assertThat(constraints("\"networkAccess\": false, \"network\": \"\"").constraints().network())
        .isEmpty();
    assertThat(constraints("\"network\": \"none\"").constraints().network())
        .contains(BuildNetwork.NONE);
  }

  @Test
  void theLastWordOfABuilderCounts() {
    BuildConstraints.Builder builder = BuildConstraints.builder().networkAccess(true);

    assertThat(builder.network(BuildNetwork.PRIVATE).build().networkAccess()).isFalse();
    assertThat(builder.networkAccess(false).build().network()).isEmpty();
  }

  @Test
  void contradictionsAndUnknownNetworksAreFaults() {
    String command = "{\"commandArgs\": [\"/a\"], \"constraints\": ";
    assertThat(faults(command + "{\"networkAccess\": true, \"network\": \"private\"}}"))
        .singleElement()
        .asString()
        .contains(
            "request-network",
            "/constraints/network",
            "expected \"host\" or no such member, since networkAccess is true, found \"private\"");
    assertThat(faults(command + "{\"network\": \"bridge\"}}"))
        .singleElement()
        .asString()
        .contains("request-network", "expected none, private or host, found \"bridge\"");
  }

  @Test
  void promisesAreRead() {
    BuildRequest request =
        BuildRequestJson.read(
            "{\"commandArgs\": [\"/a\"], \"outputs\": [\"b/o\", \"b/p\"], \"outputDigests\":"
                + " [{\"path\": \"b/o\", \"digest\": \""
                + DIGEST
                + "\"}]}");

    assertThat(request.outputDigests())
        .containsExactly(new ExpectedOutput("b/o", ExpectedDigest.of(DIGEST).orElseThrow()));
    assertThat(request.isFixedOutput()).isFalse();
    assertThat(request.toBuilder().addOutputDigest("b/p", DIGEST).build().isFixedOutput()).isTrue();
    assertThat(BuildRequest.builder().commandArgs("/a").build().isFixedOutput()).isFalse();
  }

  @Test
  void aPromiseIsOfAnOutputOnceAndWellFormed() {
    String promise = "{\"path\": \"b/o\", \"digest\": \"" + DIGEST + "\"}";
    assertThat(
            faults(
                "{\"commandArgs\": [\"/a\"], \"outputs\": [\"b/o\"], \"outputDigests\": ["
                    + promise
                    + ", "
                    + promise
                    + ", {\"path\": \"b/x\", \"digest\": \"sha256:12\"}]}"))
        .satisfiesExactly(
            line -> assertThat(line).contains("request-duplicate", "/outputDigests/1/path"),
            line ->
                assertThat(line)
                    .contains(
                        "request-output-digest",
                        "/outputDigests/2/path",
                        "expected one of the outputs (b/o), found \"b/x\""),
            line ->
                assertThat(line)
                    .contains(
                        "request-output-digest",
                        "/outputDigests/2/digest",
                        "64 hexadecimal digits",
                        "found \"sha256:12\""));
  }
}
