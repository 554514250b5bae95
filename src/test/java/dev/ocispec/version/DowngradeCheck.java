package dev.ocispec.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JsonTrees;
import dev.ocispec.Shared;
import dev.ocispec.json.Json;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Finding;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.schema.internal.SharedMeaningCheck;
import dev.ocispec.spec.Spec;
import dev.ocispec.validation.LedgerPlaces;
import dev.ocispec.validation.SchemaValidator;
import dev.ocispec.validation.Validator;
import dev.ocispec.version.MinimumVersion.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What holds of every downgrade: the result is valid in its release by both engines and by the
 * official files, uses nothing that is not in it, and every loss and refusal is about something
 * that is not.
 */
final class DowngradeCheck {
  private static final Map<Release, SchemaValidator> SECOND = new EnumMap<>(Release.class);
  private static final Map<Release, SchemaValidator> OFFICIAL = new EnumMap<>(Release.class);

  private DowngradeCheck() {}

  /** Rewrites {@code spec} for {@code release} and asserts all that. */
  static Downgrade assertSound(Spec spec, Release release) throws IOException {
    Downgrade result = Downgrade.of(spec, release);
    List<Reason> unknown =
        MinimumVersion.of(spec).reasons().stream().filter(r -> !r.isIn(release)).toList();
    if (result instanceof Downgrade.Done done) {
      assertThat(done.losses().isEmpty()).isEqualTo(unknown.isEmpty());
      assertThat(done.losses()).allMatch(loss -> isAbout(loss, unknown));
      assertValid(done.spec(), release);
    } else {
      assertThat(((Downgrade.Refused) result).reasons())
          .isNotEmpty()
          .allMatch(r -> !r.rule().equals(Downgrade.ISOLATION) || isAbout(r, unknown));
    }
    return result;
  }

  private static boolean isAbout(Finding finding, List<Reason> unknown) {
    return unknown.stream().anyMatch(reason -> reason.pointer().equals(finding.pointer()));
  }

  private static void assertValid(Spec spec, Release release) throws IOException {
    assertThat(spec.ociVersion()).isEqualTo(release.version());
    assertThat(MinimumVersion.of(spec).reasons()).allMatch(r -> r.isIn(release));
    Validator byRelease = Validator.standard().schemaOnly().forRelease(release);
    // A NUL that the configuration had all along is no matter of releases.
    assertThat(byRelease.validate(spec).findings())
        .allMatch(f -> f.rule().equals(SharedMeaningCheck.NUL));
    assertThat(
            SECOND.computeIfAbsent(release, SchemaValidator::ofRelease).validate(spec).findings())
        .isEmpty();
    Optional<Path> folder = Shared.find("official-schema/v" + release.version());
    if (folder.isPresent()) {
      byte[] json = Json.toBytes(spec);
      LedgerPlaces ledger = new LedgerPlaces(release);
      assertThat(
              OFFICIAL
                  .computeIfAbsent(release, r -> SchemaValidator.of(folder.get()))
                  .validate(JsonDocument.of(json), DocumentKind.CONFIG)
                  .findings())
          .allMatch(f -> ledger.cover(DocumentKind.CONFIG, f.pointer(), JsonTrees.of(json)));
    }
  }
}
