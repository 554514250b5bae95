package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.TestUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a build reaches through its network, tried from inside. */
@Tag("runtime")
class PrivateNetworkIT extends CabledFixture {
  private static final List<String> HOSTS =
      List.of(
          "127.0.0.1",
          "127.1.2.3",
          CabledHost.ADDRESS,
          CabledHost.LINK_LOCAL,
          "10.214.57.1",
          "10.214.57.2",
          "10.214.57.3");

  private static List<String> attempts() {
    List<String> attempts = new ArrayList<>();
    for (String way : List.of("tcp", "udp", "bound-tcp", "bound-udp")) {
      HOSTS.forEach(address -> attempts.add(way + "/" + address + "/7777"));
    }
    return attempts;
  }

  /** Root needs ids of others for a user namespace. */
  private String lendIdsToRoot() throws IOException {
    Path file = Files.writeString(folder().path().resolve("ids"), "root:3000000:65536\n");
    return "mount --bind " + file + " /etc/subuid && mount --bind " + file + " /etc/subgid";
  }

  @ParameterizedTest(name = "{0} with {1} {2}")
  @CsvSource({
    "ROOT, runc, --rootful --attest",
    "ROOT, crun, --rootless",
    "CI, runc, --attest",
    "CI, crun, --rootless",
    "CI2, runc, --attest",
    "CI2, crun, --rootless"
  })
  void whatIsOutsideIsReachedAndTheHostIsNot(TestUser user, String runtime, String options)
      throws IOException {
    String script =
        "nslookup outside.test; /inputs/network try tcp/"
            + CabledHost.OUTSIDE
            + "/7777 udp/"
            + CabledHost.OUTSIDE
            + "/7777 abstract/x/0 tcp/::1/7777 tcp/0.0.0.0/7777 udp/0.0.0.0/7777"
            + " bound-tcp/0.0.0.0/7777 "
            + String.join(" ", attempts());

    JavaProgram.Result result =
        build(
            user,
            runtime,
            user == TestUser.ROOT ? lendIdsToRoot() : "true",
            Stream.of("--net private".split(" "), options.split(" ")).flatMap(Stream::of).toList(),
            script);

    assertThat(result.out()).as(result.err()).contains("\"status\":\"succeeded\"");
    assertThat(result.err()).contains("10.214.57.3:53", "Address: " + CabledHost.OUTSIDE);
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("tcp/" + CabledHost.OUTSIDE + "/7777", "outside");
    expected.put("udp/" + CabledHost.OUTSIDE + "/7777", "outside");
    expected.put("abstract/x/0", REFUSED);
    // Unless told to leave, these stay in the build's own loopback interface, where nobody listens.
    expected.put("tcp/::1/7777", REFUSED);
    expected.put("tcp/0.0.0.0/7777", REFUSED);
    expected.put("udp/0.0.0.0/7777", REFUSED);
    expected.put("bound-tcp/0.0.0.0/7777", REFUSED);
    attempts()
        .forEach(
            attempt ->
                expected.put(attempt, attempt.matches("(tcp|udp)/127\\..*") ? REFUSED : FORBIDDEN));
    assertThat(answers(result.err())).isEqualTo(expected);
  }

  @Test
  void theSameAttemptsSucceedInTheNetworkOfTheHost() {
    List<String> attempts =
        List.of(
            "tcp/127.0.0.1/7777",
            "udp/127.1.2.3/7777",
            "tcp/" + CabledHost.ADDRESS + "/7777",
            "udp/" + CabledHost.LINK_LOCAL + "/7777",
            "abstract/x/0");

    JavaProgram.Result result =
        build(
            TestUser.ROOT,
            "runc",
            List.of("--net", "host"),
            "/inputs/network try " + String.join(" ", attempts));

    assertThat(answers(result.err()))
        .as(result.err())
        .isEqualTo(attempts.stream().collect(Collectors.toMap(a -> a, a -> "host")));
  }

  @Test
  void theHostWouldBeReachedIfNoPolicyWereSet() throws IOException {
    List<String> attempts =
        Stream.of("tcp/", "bound-udp/")
            .flatMap(way -> Stream.of(CabledHost.ADDRESS, CabledHost.LINK_LOCAL).map(way::concat))
            .map(attempt -> attempt + "/7777")
            .toList();

    JavaProgram.Result result =
        build(
            TestUser.ROOT,
            "runc",
            instead("ip", "cat > /dev/null"),
            List.of("--net", "private"),
            "/inputs/network try " + String.join(" ", attempts));

    assertThat(answers(result.err()))
        .as(result.err())
        .isEqualTo(attempts.stream().collect(Collectors.toMap(a -> a, a -> "host")));
  }
}
