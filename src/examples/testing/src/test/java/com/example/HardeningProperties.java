package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ocispec.spec.Spec;
import dev.ocispec.testkit.Fault;
import dev.ocispec.testkit.OciArbitraries;
import dev.ocispec.testkit.OciDomain;
import dev.ocispec.validation.Validator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;

/** What holds of any configuration. */
@Domain(OciDomain.class)
class HardeningProperties {
  @Property(tries = 100)
  void hardeningTwiceChangesNothingMore(@ForAll Spec spec) {
    Spec once = Hardening.of(spec);

    assertEquals(once, Hardening.of(once));
  }

  @Provide
  Arbitrary<Spec> sound() {
    return OciArbitraries.soundSpecs();
  }

  @Property(tries = 100)
  void aSoundConfigurationStaysSound(@ForAll("sound") Spec spec) {
    assertTrue(Validator.standard().validate(Hardening.of(spec)).isValid());
  }

  @Property(tries = 100)
  void whatIsBrokenIsFoundWhereItIsBroken(@ForAll Fault fault) {
    var report = Validator.standard().validate(fault.document(), fault.kind());

    assertFalse(report.isValid());
    assertTrue(
        report.findings().stream().anyMatch(found -> found.pointer().equals(fault.pointer())));
  }
}
