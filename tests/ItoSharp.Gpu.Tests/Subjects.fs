/// Every ensemble that the test models declare, as something to run.
module ItoSharp.Gpu.Tests.Subjects

open System
open System.Reflection
open ItoSharp

/// An ensemble with arguments that its equation takes.
type Subject = {
    Name: string
    /// An Ensemble<float32> or an Ensemble<float> of so many steps.
    Ensemble: int -> obj
    Arguments: float[]
    Start: float[]
    Shape: EnsembleShape
    Kernel: string
}

let private programOf (t: Type) =
    t.GetNestedTypes(BindingFlags.NonPublic ||| BindingFlags.Public)
    |> Array.tryFind (fun nested ->
        nested.BaseType <> null
        && nested.BaseType.IsGenericType
        && nested.BaseType.GetGenericTypeDefinition() = typedefof<EnsembleProgram<float>>)

let equation (t: Type) =
    let constructor = t.GetConstructors() |> Array.maxBy _.GetParameters().Length

    let value (p: ParameterInfo) : obj =
        if p.HasDefaultValue then
            p.DefaultValue
        elif p.ParameterType = typeof<float> then
            0.4
        elif p.ParameterType.IsValueType then
            Activator.CreateInstance p.ParameterType
        else
            null

    constructor.Invoke(constructor.GetParameters() |> Array.map value)

let private subject (t: Type) (program: Type) =
    let instance = program.GetField("Instance").GetValue null
    let shape = program.GetProperty("Shape").GetValue instance :?> EnsembleShape

    let constructor = t.GetConstructors() |> Array.exactlyOne
    let given = constructor.GetParameters()
    let declared = equation given[0].ParameterType

    // Less than a unit of time: one of the correlations reaches 1 there.
    let build (steps: int) =
        // Free coefficients are those that the method declares.
        let declaredOnes: obj[] = Array.create (given.Length - 4) null
        constructor.Invoke(Array.append [| declared; box steps; box 0.9; box 0.0 |] declaredOnes)

    let parameters =
        t.GetField("parameters", BindingFlags.NonPublic ||| BindingFlags.Instance).GetValue(build 1) :?> float[]

    // Levels and strikes of stops and observables: near the start, so that some paths reach them.
    let further =
        Array.init (shape.Arguments.Count - parameters.Length) (fun i -> 0.9 - 0.3 * float i)

    {
        Name = t.FullName
        Ensemble = fun steps -> t.GetProperty("Ensemble").GetValue(build steps)
        Arguments = Array.append parameters further
        Start = Array.init shape.Components.Count (fun i -> 0.5 + 0.05 * float (i % 7))
        Shape = shape
        Kernel = program.GetProperty("Kernel").GetValue instance :?> string
    }

/// By name; sorted.
let all =
    lazy
        ([
            for t in typeof<ItoSharp.Tests.Models.Emitted.Free>.Assembly.GetTypes() do
                match programOf t with
                | Some program when not t.IsAbstract && program.GetField "Instance" <> null -> subject t program
                | _ -> ()
         ]
         |> List.sortBy _.Name)

let find name =
    all.Value |> List.find (fun s -> s.Name = name)
