package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.spec.Spec;
import dev.ocispec.validation.Validator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules of users, as docs/validation.md shows them, among those of the catalogue. */
@Tag("unit")
class OwnRuleTest {
  private static final Rule NO_DOCKER_SOCKET =
      Rule.of(
              "acme-no-docker-socket",
              Level.MUST,
              (subject, reporter) -> {
                for (Node mount : subject.at("mounts").elements()) {
                  if (mount.get("source").is("/var/run/docker.sock")) {
                    reporter.report(
                        mount.get("source"),
                        "expected no mount of the Docker socket, which gives the host away",
                        "use a proxy that filters requests");
                  }
                }
              })
          .on(Platform.LINUX);

  private static Finding finding(Validator validator, Spec spec) {
    return validator.validate(spec).findings().stream()
        .filter(finding -> finding.rule().equals(NO_DOCKER_SOCKET.id()))
        .findFirst()
        .orElse(Finding.of("none", Level.INFO, "", ""));
  }

  private static final Spec SPEC =
      Spec.builder()
          .addMount(m -> m.destination("/proc").type("proc"))
          .addMount(m -> m.destination("/s").source("/var/run/docker.sock").options("bind"))
          .build();

  @Test
  void itsFindingsStandInTheReport() {
    Finding finding = finding(Validator.standard().with(NO_DOCKER_SOCKET), SPEC);

    assertThat(finding.pointer()).isEqualTo("/mounts/1/source");
    assertThat(finding.level()).isEqualTo(Level.MUST);
    assertThat(finding.suggestion()).contains("use a proxy that filters requests");
  }

  @Test
  void itsLevelPlatformAndPresenceAreChosenLikeThoseOfOthers() {
    Validator validator = Validator.standard().with(NO_DOCKER_SOCKET);
    String id = NO_DOCKER_SOCKET.id();

    assertThat(finding(validator.level(id, Level.INFO), SPEC).level()).isEqualTo(Level.INFO);
    assertThat(finding(validator.disable(id), SPEC).rule()).isEqualTo("none");
    assertThat(finding(validator.forPlatform(Platform.FREEBSD), SPEC).rule()).isEqualTo("none");
  }
}
