package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class NumberListTest {
  @ParameterizedTest
  @ValueSource(strings = {"0", "0-3,7", "5-5", "09-10", "007-7,0", "9-99999999999999999999999"})
  void numbersAndRangesAreAList(String list) {
    assertThat(NumberList.firstFault(list)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'0,2-1,x', 2-1",
    "'10-9', 10-9",
    "'99999999999999999999999-9', 99999999999999999999999-9",
    "'1-2-3', 1-2-3",
    "'-1', -1",
    "'1-', 1-",
    "'0, 1', ' 1'",
    "'٣', '٣'",
    "',0', ''",
    "'0,,1', ''",
    "'0,', ''",
    "'', ''"
  })
  void theFirstItemOfAnotherFormIsNamed(String list, String fault) {
    assertThat(NumberList.firstFault(list)).contains(fault);
  }

  @Test
  void aListWithManyItemsIsReadOnce() {
    String list = "0,".repeat(1_000_000);
    assertThat(NumberList.firstFault(list)).contains("");
    assertThat(NumberList.firstFault(list + "0")).isEmpty();
  }
}
