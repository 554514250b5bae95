package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.runtime.TestRuntime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Additional files outside scratch paths, seen from inside a build. */
@Tag("runtime")
class AdditionalFileIT extends BuildFixture {
  private static final String SCRIPT =
      """
      test "$(cat /etc/x.conf)" = text || exit 2
      test "$(cat /srv/deep/y)" = more || exit 3
      test "$(stat -c %u:%g:%a /etc/x.conf)" = 0:0:644 || exit 4
      echo x 2>/dev/null > /etc/x.conf && exit 5
      rm -f /srv/deep/y 2>/dev/null && exit 6
      mv /etc /build/etc 2>/dev/null && exit 7
      exit 0
      """;

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void theyCanBeReadAndNotBeChanged(TestRuntime kind) throws Exception {
    try (BuildService service = open(o -> o.runtime(runtime(kind)))) {
      BuildResult result =
          await(
              service.start(
                  request(
                      SCRIPT,
                      r ->
                          r.addAdditionalFile("etc/x.conf", "text")
                              .addAdditionalFile("srv/deep/y", "more"))));

      assertThat(result.exitCode()).hasValue(0);
    }
  }
}
