package io.aigateway.migrate.convert.litellm;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One model behind a public name.
 *
 * @param model its id in {@code models.yaml}
 * @param weight its share, when one is given
 * @param order its level, 1 first, when one is given
 * @param tags the tags it is kept for
 * @param cost input and output of a million tokens, when its price is known
 */
record Member(
        String model,
        Optional<BigDecimal> weight,
        Optional<BigDecimal> order,
        List<String> tags,
        Optional<BigDecimal> cost) {}
