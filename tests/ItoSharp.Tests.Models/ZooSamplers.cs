namespace ItoSharp.Tests.Models;

[Sampler<VpLinear, Ddim>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDdim;

[Sampler<VpLinear, DeisTAB1>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDeisTAB1;

[Sampler<VpLinear, DeisTAB2>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDeisTAB2;

[Sampler<VpLinear, DeisTAB3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDeisTAB3;

[Sampler<VpLinear, DeisTAB1LeftSums>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDeisTAB1LeftSums;

[Sampler<VpLinear, DeisTAB2LeftSums>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDeisTAB2LeftSums;

[Sampler<VpLinear, DeisTAB3LeftSums>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDeisTAB3LeftSums;

[Sampler<VpLinear, DeisRhoAB1>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDeisRhoAB1;

[Sampler<VpLinear, DeisRhoAB2>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDeisRhoAB2;

[Sampler<VpLinear, DeisRhoAB3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDeisRhoAB3;

[Sampler<VpLinear, DeisLambdaAB1>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDeisLambdaAB1;

[Sampler<VpLinear, DeisLambdaAB2>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDeisLambdaAB2;

[Sampler<VpLinear, DpmSolver2M>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDpmSolver2M;

[Sampler<VpLinear, DpmSolver3M>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDpmSolver3M;

[Sampler<VpLinear, DpmSolver3MPublished>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDpmSolver3MPublished;

[Sampler<VpLinear, DpmSolverPP2M>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDpmSolverPP2M;

[Sampler<VpLinear, DpmSolverPP2MTaylor>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDpmSolverPP2MTaylor;

[Sampler<VpLinear, DpmSolverPP3M>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDpmSolverPP3M;

[Sampler<VpLinear, DpmSolverPP3MPublished>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDpmSolverPP3MPublished;

[Sampler<VpLinear, SdeDpmSolver1>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooSdeDpmSolver1;

[Sampler<VpLinear, SdeDpmSolverPP1>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooSdeDpmSolverPP1;

[Sampler<VpLinear, SdeDpmSolverPP2M>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooSdeDpmSolverPP2M;

[Sampler<VpLinear, SdeDpmSolverPP2MTaylor>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooSdeDpmSolverPP2MTaylor;

[Sampler<VpLinear, SdeDpmSolverPP3M>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooSdeDpmSolverPP3M;

[Sampler<VpLinear, SdeDpmSolverPP3MKDiffusion>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooSdeDpmSolverPP3MKDiffusion;

[Sampler<VpLinear, SdeDpmSolverPP3MDiffusers>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooSdeDpmSolverPP3MDiffusers;

[Sampler<VpLinear, UniPC1>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooUniPC1;

[Sampler<VpLinear, UniPC1Bh1>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooUniPC1Bh1;

[Sampler<VpLinear, UniPC2>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooUniPC2;

[Sampler<VpLinear, UniPC2Bh1>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooUniPC2Bh1;

[Sampler<VpLinear, UniPC2VaryCoefficients>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooUniPC2VaryCoefficients;

[Sampler<VpLinear, UniPC3Bh1>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooUniPC3Bh1;

[Sampler<VpLinear, UniPC3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooUniPC3;

[Sampler<VpLinear, SaSolver>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooSaSolver;

[Sampler<VpLinear, SaSolverP2C2>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooSaSolverP2C2;

[Sampler<VpLinear, SaSolverP2C3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooSaSolverP2C3;

[Sampler<VpLinear, SaSolverP3C4>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooSaSolverP3C4;

[Sampler<VpLinear, ErSde1>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooErSde1;

[Sampler<VpLinear, ErSde2>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooErSde2;

[Sampler<VpLinear, ErSde3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooErSde3;

[Sampler<VpLinear, ErSde2LeftSums>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooErSde2LeftSums;

[Sampler<VpLinear, ErSde3LeftSums>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooErSde3LeftSums;

[Sampler<VpLinear, ErSde3Published>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooErSde3Published;

[Sampler<VpLinear, ErOde2>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooErOde2;

[Sampler<VpLinear, ErOde3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooErOde3;

[Sampler<VpLinear, ErOde3Published>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooErOde3Published;

[Sampler<VpLinear, Ghvb1>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooGhvb1;

[Sampler<VpLinear, Ghvb2>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooGhvb2;

[Sampler<VpLinear, Ghvb3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooGhvb3;

[Sampler<VpLinear, Ghvb4>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooGhvb4;

[Sampler<VpLinear, IpndmV3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooIpndmV3;

[Sampler<VpLinear, IpndmV4>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooIpndmV4;

[Sampler<VpLinear, Ipndm4>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooIpndm4;

[Sampler<VpLinear, RhoRkHeun>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooRhoRkHeun;

[Sampler<VpLinear, EdmStochastic>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class ZooEdmStochastic;

[Sampler<VpLinear, DiffVcMaximumLikelihood>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ZooDiffVcMaximumLikelihood;
