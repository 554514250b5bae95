package dev.ocispec.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.json.Json;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.spec.Spec;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class DowngradeTest {
  @Test
  void whatTheReleaseDoesNotDefineIsLeftOutAndTold() {
    Downgrade.Done done =
        done(
            """
            {"ociVersion": "1.3.0", "domainname": "example", "hostname": "box",
             "mounts": [{"destination": "/tmp", "options": ["nosuid", "tmpcopyup", "size=1m"]}],
             "linux": {"resources": {"cpu": {"shares": 512, "burst": 10}},
                       "x": {"kept": 1.50}},
             "annotations": {"z": "1", "org.opencontainers.image.os": "linux", "a": "2"}}
            """,
            Release.V1_0_2);
    assertThat(Json.toString(done.spec()))
        .isEqualTo(
            "{\"ociVersion\":\"1.0.2\",\"hostname\":\"box\","
                + "\"mounts\":[{\"destination\":\"/tmp\",\"options\":[\"nosuid\",\"size=1m\"]}],"
                + "\"annotations\":{\"z\":\"1\",\"a\":\"2\"},"
                + "\"linux\":{\"resources\":{\"cpu\":{\"shares\":512}},\"x\":{\"kept\":1.50}}}");
    assertThat(done.losses())
        .allMatch(loss -> loss.rule().equals(Downgrade.LOSS) && loss.level() == Level.INFO)
        .extracting(Finding::pointer)
        .containsExactly(
            "/domainname",
            "/mounts/0/options/1",
            "/annotations/org.opencontainers.image.os",
            "/linux/resources/cpu/burst");
    assertThat(done.losses().get(1).message())
        .isEqualTo("\"tmpcopyup\" left out: introduced in 1.1.0; the tmpfs starts empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.0.2 | {"linux":{"namespaces":[{"type":"pid"},{"type":"time"}]}}       | /linux/namespaces/1/type
          1.0.2 | {"mounts":[{"destination":"/d","options":["rbind","rro"]}]}     | /mounts/0/options/1
          1.1.0 | {"mounts":[{"destination":"/d","options":["rbind","idmap"]}]}   | /mounts/0/options/1
          1.0.2 | {"mounts":[{"destination":"/d","uidMappings":[{"containerID":0,"hostID":1,"size":1}]}]} | /mounts/0/uidMappings
          1.0.1 | {"process":{"cwd":"/","args":["sh"],"user":{"umask":63}}}       | /process/user/umask
          1.0.1 | {"linux":{"seccomp":{"defaultAction":"SCMP_ACT_ERRNO","flags":[]}}} | /linux/seccomp/flags
          1.0.2 | {"linux":{"seccomp":{"defaultAction":"SCMP_ACT_KILL_PROCESS"}}} | /linux/seccomp/defaultAction
          1.0.2 | {"linux":{"seccomp":{"defaultAction":"SCMP_ACT_TRACE","defaultErrnoRet":5}}} | /linux/seccomp/defaultErrnoRet
          1.0.2 | {"linux":{"resources":{"unified":{"memory.high":"1"}}}}         | /linux/resources/unified
          1.0.1 | {"hooks":{"createRuntime":[{"path":"/bin/fence"}]}}             | /hooks/createRuntime
          1.2.1 | {"freebsd":{"jail":{"host":"new"}}}                             | /freebsd
          1.0.1 | {"vm":{"kernel":{"path":"/vmlinuz"}}}                           | /vm
          """)
  void itIsRefusedWhereTheContainerWouldBeLessIsolated(
      String version, String members, String pointer) {
    Downgrade result = downgrade("{\"ociVersion\":\"1.3.0\"," + members.substring(1), version);
    assertThat(result).isInstanceOf(Downgrade.Refused.class);
    assertThat(((Downgrade.Refused) result).reasons())
        .singleElement()
        .satisfies(
            reason -> {
              assertThat(reason.pointer()).isEqualTo(pointer);
              assertThat(reason.rule()).isEqualTo(Downgrade.ISOLATION);
              assertThat(reason.level()).isEqualTo(Level.MUST);
            });
  }

  @Test
  void aRefusalNamesEverythingThatStandsInTheWay() {
    Downgrade result =
        downgrade(
            "{\"ociVersion\":\"1.3.0\",\"domainname\":\"x\",\"linux\":{\"namespaces\":"
                + "[{\"type\":\"time\"}],\"seccomp\":{\"defaultAction\":\"SCMP_ACT_NOTIFY\"}}}",
            "1.0.2");
    assertThatThrownBy(result::orElseThrow)
        .isInstanceOf(DowngradeRefusedException.class)
        .hasMessage(
            """
            the configuration cannot be rewritten for that release:
            /linux/namespaces/0/type: "time" cannot be left out: introduced in 1.1.0; the container would see the \
            host's clocks [downgrade-isolation] (must)
            /linux/seccomp/defaultAction: "SCMP_ACT_NOTIFY" cannot be left out: introduced in 1.1.0; no agent would \
            decide [downgrade-isolation] (must)\
            """);
  }

  @Test
  void anOlderNameOfTheSameActionTakesItsPlace() {
    Downgrade.Done done =
        done(
            "{\"ociVersion\":\"1.3.0\",\"linux\":{\"seccomp\":{\"defaultAction\":"
                + "\"SCMP_ACT_KILL_THREAD\",\"syscalls\":[{\"names\":[\"read\"],"
                + "\"action\":\"SCMP_ACT_ERRNO\",\"errnoRet\":38}]}}}",
            Release.V1_0_2);
    assertThat(Json.toString(done.spec()))
        .contains(
            "{\"defaultAction\":\"SCMP_ACT_KILL\",\"syscalls\":[{\"names\":[\"read\"],\"action\"")
        .doesNotContain("errnoRet");
    assertThat(done.losses())
        .extracting(Finding::message)
        .containsExactly(
            "\"SCMP_ACT_KILL_THREAD\" replaced by \"SCMP_ACT_KILL\": introduced in 1.1.0; same"
                + " action",
            "left out: introduced in 1.1.0; refused system calls fail with the runtime's EPERM");
  }

  @Test
  void whatIsGoneIsLeftOutOnTheWayUp() {
    Downgrade.Done done =
        done(
            "{\"ociVersion\":\"1.2.0\",\"linux\":{\"intelRdt\":{\"enableCMT\":true}}}",
            Release.V1_3_0);
    assertThat(done.losses())
        .extracting(Finding::pointer)
        .containsExactly("/linux/intelRdt/enableCMT");
    assertThat(
            done(
                    "{\"ociVersion\":\"1.3.0\",\"linux\":{\"intelRdt\":{\"enableCMT\":true}}}",
                    Release.V1_2_1)
                .losses())
        .isEmpty();
  }

  @Test
  void whatTheReleaseDemandsBesidesIsARefusal() {
    Downgrade result = downgrade("{\"ociVersion\":\"1.3.0\",\"process\":{\"cwd\":\"/\"}}", "1.0.1");
    assertThat(((Downgrade.Refused) result).reasons())
        .extracting(Finding::rule, Finding::pointer)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("schema-required", "/process"));
  }

  @Test
  void emptySettingsSayNothingAndMayGo() {
    Downgrade.Done done =
        done(
            "{\"ociVersion\":\"1.3.0\",\"freebsd\":{},\"zos\":{},\"linux\":{\"resources\":"
                + "{\"unified\":{}}},\"hooks\":{\"createRuntime\":[]}}",
            Release.V1_0_0);
    assertThat(Json.toString(done.spec()))
        .isEqualTo("{\"ociVersion\":\"1.0.0\",\"hooks\":{},\"linux\":{\"resources\":{}}}");
    assertThat(done.losses()).hasSize(4);
  }

  @Test
  void aConfigurationThatUsesNothingNewerIsTheSameButForItsVersion() {
    Spec spec = Spec.builder().hostname("box").ociVersion("1.3.0").build();
    Downgrade.Done done = (Downgrade.Done) Downgrade.of(spec, Release.V1_0_0);
    assertThat(done)
        .isEqualTo(new Downgrade.Done(spec.toBuilder().ociVersion("1.0.0").build(), List.of()));
  }

  private static Downgrade.Done done(String json, Release release) {
    Downgrade result = Downgrade.of(Json.read(json, Spec.class), release);
    assertThat(result).isInstanceOf(Downgrade.Done.class);
    return (Downgrade.Done) result;
  }

  private static Downgrade downgrade(String json, String version) {
    return Downgrade.of(Json.read(json, Spec.class), Release.of(version).orElseThrow());
  }
}
