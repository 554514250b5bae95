package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.service.BuildService;
import dev.ocispec.service.ServiceAddressException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses of engines. */
@Tag("unit")
class EngineAddressTest {
  @Test
  void anAddressNamesAllThatIsToBeKnown() {
    EngineAddress address =
        EngineAddress.parse(
            URI.create("reapi+grpcs://farm.example:443/team/main?Pool=large&image=a%3Db"));

    assertThat(address)
        .isEqualTo(
            new EngineAddress(
                true, "farm.example", 443, "team/main", Map.of("Pool", "large", "image", "a=b")));
    assertThat(address).hasToString("reapi+grpcs://farm.example:443");
  }

  @Test
  void theInstanceMayBeLeftOut() {
    for (String text : new String[] {"reapi+grpc://h:1", "reapi+grpc://h:1/"}) {
      assertThat(EngineAddress.parse(URI.create(text)).instance()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "reapi+grpc://h/main, no port from 1 to 65535",
    "reapi+grpc:h, no host",
    "reapi+grpc:///main, no host",
    "reapi+grpc://h:70000/, no port from 1 to 65535",
    "reapi+grpc://h:1//main, an instance with an empty part",
    "reapi+grpc://h:1/main/, an instance with an empty part",
    "reapi+grpc://h:1/#x, a fragment",
    "reapi+grpc://h:1/?Pool, a query that is not property=value",
    "reapi+grpc://h:1/?a=1&a=2, the property a twice",
  })
  void whatIsMissingOrTooMuchIsTold(String address, String found) {
    assertThatThrownBy(() -> BuildService.open(URI.create(address)))
        .isInstanceOf(ServiceAddressException.class)
        .hasMessageContaining("reapi+grpc[s]://host:port[/instance]")
        .hasMessageContaining("found " + found);
  }

  @Test
  void aPasswordIsNotRepeated() {
    assertThatThrownBy(() -> BuildService.open(URI.create("reapi+grpc://me:secret@h:1/")))
        .isInstanceOf(ServiceAddressException.class)
        .hasMessageContaining("credentials")
        .hasMessageNotContaining("secret");
  }
}
