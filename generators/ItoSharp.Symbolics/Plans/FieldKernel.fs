namespace ItoSharp.Symbolics

/// A scalar times a vector.
type KernelTerm = { Scalar: string; Vector: string }

/// vector = sum of terms, or vector += sum of terms.
type KernelAssignment = {
    Target: string
    Terms: KernelTerm list
    Accumulates: bool
}

/// A fused elementwise update of a batch: the same straight line of linear assignments for every element. Every back end
/// prints this form; assignments name arrays or values that live in a register only.
type FieldKernel = {
    Name: string
    /// Arrays read and written.
    Updates: string list
    /// Arrays only read.
    Reads: string list
    /// Arrays only written.
    Writes: string list
    Scalars: string list
    Body: KernelAssignment list
    /// The array whose written values are checked for finiteness; empty: none.
    Checked: string
}

module FieldKernel =
    let private term scalar vector = { Scalar = scalar; Vector = vector }

    let private set target terms = {
        Target = target
        Terms = terms
        Accumulates = false
    }

    let private accumulate target terms = {
        Target = target
        Terms = terms
        Accumulates = true
    }

    let private m j = "m" + string j

    /// m_b = kx x + km y (+ kmu mu): the raw prediction in the solver's form.
    let private convert target state mean =
        set target ([ term "km" "y"; term "kx" state ] @ (if mean then [ term "kmu" "mu" ] else []))

    /// x <- a x + nu z (+ cmu mu): back towards noise before a step (churn).
    [<CompiledName("Lift")>]
    let lift (mean: bool) : FieldKernel = {
        Name = "LiftState"
        Updates = [ "x" ]
        Reads = [
            yield "z"
            if mean then
                yield "mu"
        ]
        Writes = []
        Scalars = [
            yield "a"
            yield "nu"
            if mean then
                yield "cmu"
        ]
        Body = [
            set "x" [
                yield term "a" "x"
                yield term "nu" "z"
                if mean then
                    yield term "cmu" "mu"
            ]
        ]
        Checked = ""
    }

    /// x <- a x + c_0 m_0 + ... + nu z (+ cmu mu). With momentum the history is damped: m_0 = kx x + km y + kv m_1, where kx and km
    /// carry beta and kv is 1 - beta.
    [<CompiledName("Multistep")>]
    let multistep (terms: int) (noise: bool) (mean: bool) (momentum: bool) : FieldKernel = {
        Name = "Step" + string terms + (if noise then "Noisy" else "")
        Updates = [ "x" ]
        Reads = [
            yield "y"
            for j in 1 .. (if momentum then max 1 (terms - 1) else terms - 1) do
                yield m j
            if noise then
                yield "z"
            if mean then
                yield "mu"
        ]
        Writes = [ "m0" ]
        Scalars = [
            yield "kx"
            yield "km"
            if momentum then
                yield "kv"
            if mean then
                yield "kmu"
            yield "a"
            for j in 0 .. terms - 1 do
                yield "c" + string j
            if noise then
                yield "nu"
            if mean then
                yield "cmu"
        ]
        Body = [
            let converted = convert "m0" "x" mean

            if momentum then
                {
                    converted with
                        Terms = converted.Terms @ [ term "kv" "m1" ]
                }
            else
                converted

            set "x" [
                yield term "a" "x"
                for j in 0 .. terms - 1 do
                    yield term ("c" + string j) (m j)
                if noise then
                    yield term "nu" "z"
                if mean then
                    yield term "cmu" "mu"
            ]
        ]
        Checked = "x"
    }

    /// Block b of a Runge-Kutta step: from the prediction at stage b to the state of the next stage, or of the step's end.
    [<CompiledName("Stage")>]
    let stage (stages: int) (b: int) (mean: bool) : FieldKernel =
        let last = b = stages - 1
        let query = if b = 0 then "x" else "u"
        let target = if last then "x" else "u"

        {
            Name = "Stage" + string (b + 1)
            Updates = [
                if last then
                    yield "x"
                if not last && b > 0 then
                    yield "u"
            ]
            Reads = [
                if not last then
                    yield "x"
                if last && b > 0 then
                    yield "u"
                yield "y"
                for j in 0 .. b - 1 do
                    yield m j
                if mean then
                    yield "mu"
            ]
            Writes = [
                yield m b
                if not last && b = 0 then
                    yield "u"
            ]
            Scalars = [
                yield "kx"
                yield "km"
                if mean then
                    yield "kmu"
                yield "a"
                for j in 0..b do
                    yield "c" + string j
                if mean then
                    yield "cmu"
            ]
            Body = [
                convert (m b) query mean
                set target [
                    yield term "a" "x"
                    for j in 0..b do
                        yield term ("c" + string j) (m j)
                    if mean then
                        yield term "cmu" "mu"
                ]
            ]
            Checked = target
        }

    /// The cotangent kernel of a linear kernel: every assignment reversed, its target's cotangent scattered to its terms. The
    /// cotangents of written predictions are kept (the runtime needs them whole); what is constant (noise, mean) has none.
    [<CompiledName("Reverse")>]
    let reverse (kernel: FieldKernel) : FieldKernel =
        let isConstant vector = vector = "z" || vector = "mu"
        let bar vector = vector + "Bar"

        // In reverse, a state that the body overwrites passes its cotangent on scaled; everything else accumulates. The raw
        // prediction is used once, so its cotangent is written.
        let scatter (assignment: KernelAssignment) =
            let own = assignment.Terms |> List.tryFind (fun t -> t.Vector = assignment.Target)

            [
                for t in assignment.Terms do
                    if t.Vector <> assignment.Target && not (isConstant t.Vector) then
                        if t.Vector = "y" then
                            yield set (bar "y") [ term t.Scalar (bar assignment.Target) ]
                        else
                            yield accumulate (bar t.Vector) [ term t.Scalar (bar assignment.Target) ]
                match own with
                | Some t -> yield set (bar assignment.Target) [ term t.Scalar (bar assignment.Target) ]
                | None -> ()
            ]

        // A stage's state is used by its conversion alone, so its cotangent starts anew there.
        let restart (assignment: KernelAssignment) =
            if assignment.Target = "uBar" then
                { assignment with Accumulates = false }
            else
                assignment

        let body = kernel.Body |> List.rev |> List.collect scatter |> List.map restart
        let read (a: KernelAssignment) = a.Terms |> List.map (fun t -> t.Vector)
        let touched = body |> List.collect (fun a -> a.Target :: read a) |> List.distinct
        let written = body |> List.map (fun a -> a.Target) |> Set.ofList

        // First use decides whether the old value is needed.
        let needsOld name =
            body
            |> List.tryPick (fun a ->
                if List.contains name (read a) || (a.Target = name && a.Accumulates) then
                    Some true
                elif a.Target = name then
                    Some false
                else
                    None)
            |> Option.defaultValue false

        {
            Name = kernel.Name + "PullBack"
            Updates = touched |> List.filter (fun name -> written.Contains name && needsOld name)
            Reads = touched |> List.filter (fun name -> not (written.Contains name))
            Writes =
                touched
                |> List.filter (fun name -> written.Contains name && not (needsOld name))
            Scalars =
                let used =
                    body
                    |> List.collect (fun a -> a.Terms |> List.map (fun t -> t.Scalar))
                    |> Set.ofList

                kernel.Scalars |> List.filter used.Contains
            Body = body
            Checked = ""
        }
