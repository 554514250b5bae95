package com.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ocispec.fixtures.ExpectedVerdict;
import dev.ocispec.fixtures.FixtureCase;
import dev.ocispec.json.Json;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.rule.Platform;
import dev.ocispec.spec.Spec;
import dev.ocispec.testkit.CorpusSource;
import dev.ocispec.validation.Validator;
import org.junit.jupiter.params.ParameterizedTest;

/** What holds of the cases of the corpus. */
class CorpusTest {
  @ParameterizedTest
  @CorpusSource(
      kinds = DocumentKind.CONFIG,
      platforms = Platform.LINUX,
      verdicts = ExpectedVerdict.ACCEPT,
      ids = "config.process.")
  void whatTheSpecificationAcceptsIsAcceptedHardened(FixtureCase accepted) {
    Spec spec = Json.read(accepted.document(), Spec.class);

    assertTrue(Validator.standard().validate(Hardening.of(spec)).isValid());
  }
}
