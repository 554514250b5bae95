package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.report.Finding;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.TestRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a runtime says of its features is a hint: a build that would run runs without it. */
@Tag("runtime")
class RuntimeHintIT extends BuildFixture {
  private OciRuntime runcThatAnswers(String name, String script) {
    Path wrapper =
        TestRuntime.script(
            folder.path(),
            name,
            "#!/bin/sh\n# "
                + folder.path()
                + "\ncase \" $* \" in *' features '*) "
                + script
                + ";; *) exec runc \"$@\";; esac\n");
    return OciRuntime.of(wrapper);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          crash       | kill -SEGV $$                            | killed by SIGSEGV
          fail        | echo 'no luck' >&2; exit 3               | no luck
          silence     | exit 0                                   | a features document
          garbage     | head -c 100000 /dev/urandom; exit 0      | a features document
          cut-off     | printf '{"ociVersionMin":"1.0'; exit 0   | a features document
          null        | echo null; exit 0                        | a features document
          list        | echo '[]'; exit 0                        | a features document
          text        | echo '"1.0"'; exit 0                     | a features document
          other-types | echo '{"ociVersionMin":5,"hooks":"x","linux":[]}'; exit 0 | a features document
          endless     | while :; do echo '{'; done               | features
          hang        | sleep 1000                               | features
          """)
  void aBrokenFeaturesAnswerIsARemark(String name, String script, String why) throws Exception {
    List<Finding> remarks = new CopyOnWriteArrayList<>();
    BuildListener listener =
        new BuildListener() {
          @Override
          public void remark(Finding remark) {
            if (remark.rule().equals(CachedFeatures.RULE)) {
              remarks.add(remark);
            }
          }
        };
    try (BuildService service = open(o -> o.runtime(runcThatAnswers(name, script)))) {
      BuildResult first = await(service.start(request("echo hi"), b -> b.listener(listener)));
      BuildResult second =
          await(
              service.start(
                  request("echo hi"), b -> b.listener(listener).timeout(Duration.ofSeconds(30))));

      assertThat(first.status()).as(first.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
      assertThat(first.logTail()).isEqualTo("hi\n");
      assertThat(second.status()).as(second.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
    }
    assertThat(remarks)
        .hasSize(2)
        .allSatisfy(
            remark ->
                assertThat(remark.message())
                    .startsWith("the runtime's features are unknown")
                    .contains(why));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          empty   | echo '{}'; exit 0
          odd     | echo '{"ociVersionMin":"x","ociVersionMax":"y","linux":{"namespaces":[],"seccomp":{"enabled":false}}}'; exit 0
          lacking | echo "flag provided but not defined" >&2; exit 1
          """)
  void aRuntimeThatSaysLittleOrNonsenseRunsTheBuild(String name, String script) throws Exception {
    try (BuildService service = open(o -> o.runtime(runcThatAnswers(name, script)))) {
      BuildResult result = await(service.start(request("echo hi")));

      assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
    }
  }

  /** A wrapper of runc in which {@code state} and {@code list} are broken. */
  private OciRuntime runcWithoutState(String name, String script) {
    return OciRuntime.of(
        TestRuntime.script(
            folder.path(),
            name,
            "#!/bin/sh\n# "
                + folder.path()
                + "\ncase \" $* \" in *' state '*|*' list '*) "
                + script
                + ";; *) exec runc \"$@\";; esac\n"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          crash   | kill -SEGV $$
          words   | echo 'no luck' >&2; exit 3
          silence | exit 0
          garbage | head -c 100000 /dev/urandom; exit 0
          other   | echo '{"ociVersion":"1.0.0","id":"x","status":"running","pid":1,"bundle":"/"}'
          types   | echo '{"ociVersion":1,"id":[],"status":{}}'
          hang    | sleep 1000
          """)
  void aBrokenStateAnswerIsNoFaultOfTheBuild(String name, String script) throws Exception {
    try (BuildService service = open(o -> o.runtime(runcWithoutState(name, script)))) {
      BuildResult good = await(service.start(request("echo hi")));
      BuildResult bad = await(service.start(request("echo hi; exit 7")));

      assertThat(good.status()).as(good.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
      assertThat(bad.status()).as(bad.toJson()).isEqualTo(BuildStatus.FAILED);
      assertThat(bad.exitCode()).hasValue(7);
    }
  }

  @Test
  void withABrokenStateAnswerADeadlineStillEndsAll() throws Exception {
    try (BuildService service = open(o -> o.runtime(runcWithoutState("words", "exit 3")))) {
      BuildResult result =
          await(
              service.start(
                  request("sleep 1000 & sleep 1000"), b -> b.timeout(Duration.ofSeconds(2))));

      assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.TIMED_OUT);
    }
  }

  @Test
  void aVersionThatIsNoneIsNoFaultOfTheBuild() throws Exception {
    Path wrapper =
        TestRuntime.script(
            folder.path(),
            "no-version",
            "#!/bin/sh\ncase \" $* \" in *' --version '*) exit 9;; *) exec runc \"$@\";; esac\n");
    try (BuildService service = open(o -> o.runtime(OciRuntime.of(wrapper)))) {
      BuildResult result = await(service.start(request("echo hi")));

      assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
    }
  }
}
