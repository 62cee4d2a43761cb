// All kernels of one build; a source file defines BUILD and BUILD_NAME, and BUILD_ROUNDS where an instruction rounds floats
// to whole ones, sets the target and includes this once.
#include "lanes.h"

#include "gray.h"
#include "reduce.h"
#include "expand.h"
#include "flow.h"
#include "measure.h"
#include "spectrum.h"
#include "resample.h"

const genlock_kernels BUILD = {
  .name = BUILD_NAME,
  .gray = gray,
  .reduce = reduce,
  .expand = expand,
  .upsample = upsample,
  .iterate = iterate,
  .sum_of_lengths = sum_of_lengths,
  .spectra = spectra,
  .powers = powers,
  .bands = bands,
  .resample_phase = resample_phase,
};
