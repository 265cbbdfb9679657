/// Numbers in lines of text, the same on every machine.
module internal ItoSharp.Verification.Text

open System.Globalization

let private format (pattern: string) (x: float) =
    x.ToString(pattern, CultureInfo.InvariantCulture)

/// Such as 6.4E-10.
let brief x = format "0.0E+0" x

/// Such as 1E-7.
let power x = format "0E+0" x

/// Such as 1.652642E-1.
let long x = format "0.000000E+0" x
