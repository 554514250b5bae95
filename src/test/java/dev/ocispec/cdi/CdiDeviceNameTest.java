package dev.ocispec.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Full names of devices keep to the grammar of the specification. */
@Tag("unit")
class CdiDeviceNameTest {
  @Test
  void aNameIsTakenApart() {
    CdiDeviceName name = CdiDeviceName.parse("vendor.com/gpu=mig1:0");

    assertThat(name).isEqualTo(new CdiDeviceName("vendor.com", "gpu", "mig1:0"));
    assertThat(name.kind()).isEqualTo("vendor.com/gpu");
    assertThat(name).hasToString("vendor.com/gpu=mig1:0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vendor.com/class=0",
        "a/b=c",
        "foo.bar.baz/foo-bar123.B_az=dev",
        "yet_another-vendor2.com/c-lass_2=dev_1:2-3.4",
      })
  void namesOfEveryAllowedFormAreTaken(String text) {
    assertThat(CdiDeviceName.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/dev/null | there is no \"=\"",
        "gpu=0 | there is no \"/\" before the \"=\"",
        "vendor.com/gpu= | the name must be letters and digits, with _, -, . and : only between"
            + " them",
        "vendor.com/gpu=-0 | the name must be letters and digits, with _, -, . and : only between"
            + " them",
        "vendor.com/gpu=a=b | the name must be letters and digits, with _, -, . and : only between"
            + " them",
        "_vendor/gpu=0 | the vendor must be letters and digits, with _, - and . only between them",
        "a/b/gpu=0 | the vendor must be letters and digits, with _, - and . only between them",
        "vendor.com-/gpu=0 | the vendor must be letters and digits, with _, - and . only between"
            + " them",
        "vendor.com/_gpu=0 | the class must be letters and digits, with _, - and . only between"
            + " them",
        "vendor.com/=0 | the class must be letters and digits, with _, - and . only between them",
      })
  void otherTextsAreRefusedWithTheReason(String text, String reason) {
    assertThatThrownBy(() -> CdiDeviceName.parse(text))
        .isInstanceOfSatisfying(CdiNameException.class, e -> assertThat(e.name()).isEqualTo(text))
        .hasMessage(
            "expected a device as vendor/class=name, for instance vendor.com/gpu=0, found \""
                + text
                + "\": "
                + reason);
  }

  @Test
  void vendorAndClassHaveTheLengthsOfDomainsAndLabels() {
    String vendor = "v".repeat(253);
    String type = "c".repeat(63);

    assertThat(CdiDeviceName.parse(vendor + "/" + type + "=0").vendor()).isEqualTo(vendor);
    assertThatThrownBy(() -> CdiDeviceName.parse("v" + vendor + "/c=0"))
        .hasMessageEndingWith("the vendor may have at most 253 characters");
    assertThatThrownBy(() -> CdiDeviceName.parse("v/c" + type + "=0"))
        .hasMessageEndingWith("the class may have at most 63 characters");
  }
}
