package dev.ocispec.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;

@Tag("property")
class ExpectedDigestProperties {
  @Property
  void aDigestIsTheSameInEveryForm(
      @ForAll @Size(32) byte[] bytes,
      @ForAll boolean archive,
      @ForAll ExpectedDigest.Algorithm algorithm) {
    String hex = HexFormat.of().formatHex(bytes);
    String prefix = (archive ? "nar:" : "") + algorithm.text();
    ExpectedDigest digest = new ExpectedDigest(archive, algorithm, hex);

    assertThat(ExpectedDigest.of(prefix + ":" + hex)).contains(digest);
    assertThat(ExpectedDigest.of(prefix + ":" + hex.toUpperCase(Locale.ROOT))).contains(digest);
    assertThat(ExpectedDigest.of(prefix + "-" + Base64.getEncoder().encodeToString(bytes)))
        .contains(digest);
    assertThat(ExpectedDigest.of(digest.toString())).contains(digest);
  }
}
