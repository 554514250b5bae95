package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.TestUser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Private networks for commands in place, and where there can be none. */
@Tag("runtime")
class PrivateNetworkUseIT extends CabledFixture {
  private static final String NO_FORWARDER = "mount --bind /dev/null \"$(command -v slirp4netns)\"";

  private JavaProgram.Result inPlace(TestUser user, String runtime, String script) {
    folder().giveTo(user);
    List<String> command = new ArrayList<>(List.of("sandbox", "exec", "--runtime", runtime));
    command.addAll(List.of("--builds", builds().toString(), "--bind", host().program().toString()));
    command.addAll(List.of("--net", "private", "--", "/bin/sh", "-c", script));
    // The command is where its caller is.
    String goThere = "cd " + folder().path();
    return JavaProgram.run(host().line(user, runtime, goThere, command), LIMIT_SECONDS);
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "CI, crun"})
  void aCommandInPlaceReachesWhatIsOutsideAndNotTheHost(TestUser user, String runtime) {
    JavaProgram.Result result =
        inPlace(
            user,
            runtime,
            "getent ahostsv4 outside.test; "
                + host().program()
                + " try "
                + String.join(" ", REACHED.keySet())
                + "; exit 7");

    assertThat(result.code()).as(result.err()).isEqualTo(7);
    assertThat(result.out()).startsWith(CabledHost.OUTSIDE + " ");
    assertThat(answers(result.out())).isEqualTo(REACHED);
    assertThat(builds()).isEmptyDirectory();
  }

  @Test
  void withoutWhatForwardsNothingRuns() {
    JavaProgram.Result result =
        build(TestUser.CI, "runc", NO_FORWARDER, List.of("--net", "private"), "echo begun");

    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err())
        .contains(
            "/constraints/network: the host cannot give the build a private network: slirp4netns is"
                + " not installed; install what is missing, or ask for the network none or host"
                + " [sandbox-network] (must)")
        .doesNotContain("begun");
  }

  @Test
  void withoutWhatForwardsABuildThatPromisesItsOutputsHasNoNetworkAndIsToldSo() {
    JavaProgram.Result result =
        build(
            TestUser.CI,
            "crun",
            NO_FORWARDER,
            List.of("--output", "build/out", "--expect", "build/out=sha256:" + "1".repeat(64)),
            "/inputs/network try tcp/" + CabledHost.OUTSIDE + "/7777 > out; cat out >&2");

    assertThat(result.err())
        .contains(
            "tcp/" + CabledHost.OUTSIDE + "/7777 error 101",
            "all outputs are promised, but the build has no network, since the host cannot give it"
                + " a private one: slirp4netns is not installed");
  }
}
