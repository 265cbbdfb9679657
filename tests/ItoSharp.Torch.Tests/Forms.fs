/// Every declared sampler with both of its forms, found by reflection, so that a new declaration is tested without a line here.
module ItoSharp.Torch.Tests.Forms

open System
open System.Reflection
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Torch.Tests.Tensors

type Model2 = Func<Tensor, Tensor, Tensor>
type Model3 = Func<Tensor, Tensor, Tensor, Tensor>

/// The states of the tests: rows of two.
let weights = [| 0.9; -0.4; 0.3; 0.7 |]
let starts = [| 0.7; -0.4; -1.1; 0.9; 0.2; 0.3 |]
let conditions = [| 0.3; -0.5; 0.8; 0.1; -0.2; 0.6 |]
let mean = [| 0.4; -0.3; 0.1; 0.2; -0.6; 0.5 |]
let cotangent = [| 1.0; -0.7; 0.4; 0.9; -1.3; 0.6 |]

type Form = {
    Sampler: Type
    Torch: Type
    Process: Type
} with

    override f.ToString() = f.Sampler.Name

/// The double samplers of the models' assembly.
let all: Form list =
    typeof<TwinModel>.Assembly.GetTypes()
    |> Array.choose (fun t ->
        let torch = t.GetNestedType "Torch"

        match t.BaseType with
        | null -> None
        | b when
            isNull torch
            || not b.IsGenericType
            || b.GetGenericArguments().[1] <> typeof<float>
            ->
            None
        | b ->
            Some {
                Sampler = t
                Torch = torch
                Process = b.GetGenericArguments().[0]
            })
    |> Array.sortBy (fun f -> f.Sampler.FullName)
    |> List.ofArray

let private parts =
    BindingFlags.Public
    ||| BindingFlags.Instance
    ||| BindingFlags.Static
    ||| BindingFlags.FlattenHierarchy

/// An instance of a type by its defaults. A number without one is 0.6, but for powers of a noise scale, which are at least 1.
let private defaults (t: Type) =
    let constructor =
        t.GetConstructors() |> Array.minBy (fun c -> c.GetParameters().Length)

    constructor.Invoke(
        constructor.GetParameters()
        |> Array.map (fun p ->
            if p.HasDefaultValue then p.DefaultValue
            elif p.Name = "Power" then box 1.4
            else box 0.6)
    )

let processOf (form: Form) = defaults form.Process :?> IProcess

/// Times inside the process's range, so that alpha and sigma are positive; and where that is long, not so far apart that few
/// steps amplify the last bits.
let private times (proc: IProcess) =
    let length = min 1.5 (proc.MaxTime - proc.MinTime)
    proc.MinTime + 0.9 * length, proc.MinTime + 0.1 * length

/// Calls the constructor whose first parameter is of the given type; a plan with values gets noise where it can have any.
let private construct (t: Type) (first: Type) (given: (string * obj) list) =
    let constructor =
        t.GetConstructors()
        |> Array.find (fun c -> c.GetParameters().[0].ParameterType = first)

    constructor.Invoke(
        constructor.GetParameters()
        |> Array.map (fun p ->
            match List.tryFind (fun (name, _) -> name = p.Name) given with
            | Some(_, value) -> value
            | None -> p.DefaultValue)
    )

let private solver (form: Form) =
    form.Sampler.GetConstructors().[0].GetParameters()
    |> Array.tryFind (fun p -> p.Name = "solver")
    |> Option.map (fun p ->
        let plan = defaults p.ParameterType

        // DDIM's default is no noise.
        match p.ParameterType.GetProperty "Eta" with
        | null -> plan
        | eta ->
            eta.SetValue(plan, 0.7)
            plan)

let private arguments (form: Form) (schedule: Schedule) =
    let proc = processOf form
    let start, finish = times proc

    [
        "process", box proc
        "schedule", box schedule
        "startTime", box start
        "endTime", box finish
    ]
    @ (solver form |> Option.map (fun s -> "solver", s) |> Option.toList)

/// What a call through reflection throws itself.
let unwrapped (call: unit -> obj) =
    try
        call ()
    with :? TargetInvocationException as failure ->
        raise failure.InnerException

let cpu (form: Form) (model: TwinModel) (schedule: Schedule) =
    unwrapped
    <| fun () -> construct form.Sampler typeof<IModel<float>> (("model", box model) :: arguments form schedule)

let tensors (form: Form) (model: TwinModel) (schedule: Schedule) =
    unwrapped
    <| fun () ->
        construct
            form.Torch
            typeof<Model3>
            ([
                "model", box (Model3(fun x t z -> model.OnTensors(x, t, z)))
                "predicts", box model.Predicts
             ]
             @ arguments form schedule)

/// Calls a method of a sampler by name, the overload whose second parameter is of the given type.
let call (sampler: obj) (name: string) (second: Type) (given: obj list) : obj =
    let found =
        sampler.GetType().GetMethods parts
        |> Array.find (fun m ->
            m.Name = name
            && m.GetParameters().Length >= 2
            && m.GetParameters().[1].ParameterType = second)

    unwrapped (fun () -> found.Invoke(sampler, Array.ofList given))
