namespace ItoSharp.Generator.Models;

/// <summary>A mechanical cure of a fault: one replacement in the user's own text. It travels in the diagnostic's properties.</summary>
/// <param name="Kind">What kind of cure it is; "fix all" applies those of one kind.</param>
/// <param name="Title">What the editor's menu says.</param>
/// <param name="Place">What is replaced; never empty, so that a text that has changed is known.</param>
/// <param name="Text">What stands there then.</param>
internal sealed record Cure(string Kind, string Title, LocationInfo Place, string Text)
{
    /// <summary>What stands there now: a cure is of no use in any other text. Filled in where the trees are at hand.</summary>
    public string Old { get; init; } = "";
}
