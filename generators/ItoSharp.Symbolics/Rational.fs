namespace ItoSharp.Symbolics

module Placeholder =
    let one = 1
