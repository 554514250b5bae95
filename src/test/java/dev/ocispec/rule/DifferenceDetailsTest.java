package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ocispec.json.Json;
import dev.ocispec.spec.Spec;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What pairs of documents of real engines showed: one change is one difference. */
@Tag("unit")
class DifferenceDetailsTest {
  private static List<DifferenceEntry> between(String before, String after) {
    return Difference.between(read(before), read(after)).entries();
  }

  private static Spec read(String members) {
    return Json.read("{\"ociVersion\":\"1.0.2\"," + members + "}", Spec.class);
  }

  @Test
  void anotherMountAtOnePlaceIsOneDifference() {
    assertThat(
            between(
                "'mounts':[{'destination':'/proc','type':'proc','source':'proc'}]"
                    .replace('\'', '"'),
                "'mounts':[{'destination':'/proc','type':'bind','source':'/proc','options':['bind']}]"
                    .replace('\'', '"')))
        .extracting(DifferenceEntry::weight, DifferenceEntry::pointer, DifferenceEntry::meaning)
        .containsExactly(
            tuple(
                Weight.ISOLATION,
                "/mounts/0",
                "Another mount there (adds bind): the host's /proc is at /proc, writable: the"
                    + " host's processes, their environments and memory, and kernel settings."));
  }

  @Test
  void theFileOfAnEngineForAnotherContainerIsNoNews() {
    String mount =
        "\"mounts\":[{\"destination\":\"/etc/hosts\",\"type\":\"bind\",\"options\":[\"rbind\"],"
            + "\"source\":\"/var/lib/docker/containers/%s/hosts\"}]";

    assertThat(between(mount.formatted("aa"), mount.formatted("bb")))
        .extracting(DifferenceEntry::weight, DifferenceEntry::pointer, DifferenceEntry::meaning)
        .containsExactly(
            tuple(
                Weight.PLAIN,
                "/mounts/0/source",
                "Another of the files that an engine keeps for each container is at /etc/hosts."));
  }

  @Test
  void whatIsGoneIsNotToldByWhatTookItsIndex() {
    String limits =
        """
        "process":{"cwd":"/","user":{"uid":1,"gid":1},"args":["sh"],"rlimits":[%s
          {"type":"RLIMIT_NPROC","soft":64,"hard":%s}]}
        """;
    String core = "{\"type\":\"RLIMIT_CORE\",\"soft\":0,\"hard\":0},";

    assertThat(between(limits.formatted(core, "64"), limits.formatted("", "64")))
        .extracting(DifferenceEntry::pointer, DifferenceEntry::meaning)
        .containsExactly(
            tuple(
                "/process/rlimits/0",
                "This no longer holds: its limit on the size of a core dump is 0 bytes."));
    assertThat(between(limits.formatted("", "64"), limits.formatted("", "128")))
        .extracting(DifferenceEntry::pointer, DifferenceEntry::meaning)
        .containsExactly(
            tuple(
                "/process/rlimits/0/hard",
                "Its limit on processes of its user is 64, which it can raise to 128."));
  }

  @Test
  void bothLimitsOfAResourceAreOneDifference() {
    String limit =
        """
        "process":{"cwd":"/","user":{"uid":1,"gid":1},"args":["sh"],"rlimits":[
          {"type":"RLIMIT_NOFILE","soft":%1$s,"hard":%1$s}]}
        """;

    assertThat(between(limit.formatted("512"), limit.formatted("1024")))
        .extracting(DifferenceEntry::pointer, DifferenceEntry::meaning)
        .containsExactly(tuple("/process/rlimits/0", "Its limit on open files is 1024."));
  }

  @Test
  void aHookWithOtherArgumentsIsTheSameHook() {
    String hook = "\"hooks\":{\"poststop\":[{\"path\":\"/bin/net\",\"args\":[\"net\",\"%s\"]}]}";

    assertThat(between(hook.formatted("a"), hook.formatted("b")))
        .extracting(DifferenceEntry::weight, DifferenceEntry::pointer, DifferenceEntry::meaning)
        .containsExactly(
            tuple(
                Weight.NOTABLE,
                "/hooks/poststop/0/args",
                "A hook of the kind poststop gets other arguments."));
  }

  @Test
  void aPathThatIsHiddenTwiceIsUnmaskedOnce() {
    assertThat(
            between(
                "\"linux\":{\"maskedPaths\":[\"/proc/keys\",\"/proc/keys\"]}",
                "\"linux\":{\"maskedPaths\":[]}"))
        .extracting(DifferenceEntry::weight, DifferenceEntry::meaning)
        .containsExactly(
            tuple(
                Weight.NOTABLE, "Unmasks /proc/keys: the names of keys in the kernel's keyrings."),
            tuple(Weight.PLAIN, "Hides /proc/keys once less."));
  }

  @Test
  void privilegesThatCanBeGainedAgainAreAWallLess() {
    String process =
        "\"process\":{\"cwd\":\"/\",\"user\":{\"uid\":0,\"gid\":0},\"args\":[\"sh\"],"
            + "\"capabilities\":{},\"noNewPrivileges\":%s}";

    assertThat(between(process.formatted("true"), process.formatted("false")))
        .extracting(DifferenceEntry::weight, DifferenceEntry::pointer)
        .containsExactly(tuple(Weight.NOTABLE, "/process/noNewPrivileges"));
  }

  @Test
  void theFileOfAnEngineThatBecomesWritableOpensNothing() {
    String mount =
        "\"mounts\":[{\"destination\":\"/etc/hosts\",\"type\":\"bind\",\"options\":[\"bind\",\"%s\"],"
            + "\"source\":\"%s\"}]";
    String kept = "/var/lib/docker/containers/aa/hosts";

    assertThat(between(mount.formatted("ro", kept), mount.formatted("rw", kept)))
        .extracting(DifferenceEntry::weight)
        .containsExactly(Weight.PLAIN);
    assertThat(between(mount.formatted("ro", "/srv/a"), mount.formatted("rw", "/srv/b")))
        .extracting(DifferenceEntry::weight)
        .containsExactly(Weight.NOTABLE);
  }
}
